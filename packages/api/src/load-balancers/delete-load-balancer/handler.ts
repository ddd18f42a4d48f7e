import { refuse, type TargetGroup } from '@sluice/model'
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
    const itself: DirectoryChange = { collection: 'loadBalancers', key, remove: true }
    return { changes: [...(await leaving(store, accountId, targetGroups)), itself], answer: {} }
  })
}

async function refuseUsed(store: Store, accountId: string, targetGroups: readonly TargetGroup[]): Promise<void> {
  const usersOf = await usersOfTargetGroups(store, accountId)
  for (const { name } of targetGroups)
    for (const user of usersOf(name))
      refuse(
        'InvalidLoadBalancerInfoException',
        `The deployment group ${groupPath(user)} registers its hosts in the target group ${name}: change or delete that group first.`,
      )
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
