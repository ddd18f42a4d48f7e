import { refuse, type RefusalCode, type TargetGroup } from '@sluice/model'
import { directoryKeys, type DirectoryChange, type Store } from '@sluice/store'
import type { Handler } from '../../handler.ts'
import { changeDirectory } from '../../queries/change-directory.ts'
import { membersOf } from '../../queries/fleet.ts'
import { targetGroupsOf } from '../../queries/find-balancer.ts'
import { groupPath, usersOfTargetGroups } from '../../queries/target-group-use.ts'

/** Deleting one that is not there is done already. */
export const deleteLoadBalancer: Handler<'deleteLoadBalancer'> = async ({ name }, call) => {
  const { accountId } = call.actor
  const key = directoryKeys.loadBalancer(accountId, name)
  return changeDirectory(call, `loadBalancer:${name}`, async (store) => {
    const balancer = await store.get('loadBalancers', key)
    if (balancer === undefined) return { changes: [], answer: {} }
    const targetGroups = await targetGroupsOf(store, balancer)
    await refuseUsed(store, accountId, targetGroups)
    await refuseMoving(store, accountId, targetGroups)
    const itself: DirectoryChange = { collection: 'loadBalancers', key, remove: true }
    return { changes: [...(await leaving(store, accountId, targetGroups)), itself], answer: {} }
  })
}

async function refuseUsed(store: Store, accountId: string, targetGroups: readonly TargetGroup[]): Promise<void> {
  const usersOf = await usersOfTargetGroups(store, accountId)
  for (const { name } of targetGroups)
    for (const user of usersOf(name))
      refuseName(
        'InvalidLoadBalancerInfoException',
        `The deployment group ${groupPath(user)} registers its hosts in the target group ${name}: change or delete that group first.`,
      )
}

/** What a deployment has of its target groups was settled when it was created, whatever its group says now. */
async function refuseMoving(store: Store, accountId: string, targetGroups: readonly TargetGroup[]): Promise<void> {
  const own = new Set(targetGroups.map(({ name }) => name))
  for (const { deploymentId } of await store.runningDeployments()) {
    const deployment = await store.getDeployment(deploymentId)
    const name = deployment?.accountId === accountId && deployment.targetGroupNames?.find((one) => own.has(one))
    if (name)
      refuseName(
        'DeploymentGroupBusy',
        `Deployment ${deploymentId} moves users in the target group ${name}: stop it or wait for its end, then delete the load balancer.`,
      )
  }
}

function refuseName(code: RefusalCode, message: string): never {
  refuse(code, message, [{ field: 'name', rule: 'used', message }])
}

async function leaving(
  store: Store,
  accountId: string,
  targetGroups: readonly TargetGroup[],
): Promise<DirectoryChange[]> {
  const names = targetGroups.map(({ name }) => name)
  const members = await membersOf(store, accountId, names)
  return [
    ...members.map(({ targetGroupName, targetId }): DirectoryChange => {
      const key = directoryKeys.member(accountId, targetGroupName, targetId)
      return { collection: 'targetGroupMembers', key, remove: true }
    }),
    ...names.map((name): DirectoryChange => {
      return { collection: 'targetGroups', key: directoryKeys.targetGroup(accountId, name), remove: true }
    }),
  ]
}
