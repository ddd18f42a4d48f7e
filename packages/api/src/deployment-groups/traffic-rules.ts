/** Traffic control: which target groups a deployment group needs, and that it has them for itself. Source: facts, section 1.13. */
import { refuse, type DeploymentGroup } from '@sluice/model'
import { directoryKeys, type Store } from '@sluice/store'
import { targetGroupNamesOf } from '../queries/fleet.ts'
import { groupPath, usersOfTargetGroups } from '../queries/target-group-use.ts'

const listField = 'loadBalancerInfo.targetGroupInfoList'

export async function refuseBadTraffic(store: Store, group: DeploymentGroup): Promise<void> {
  const { deploymentType, deploymentOption } = group.deploymentStyle
  if (deploymentType === 'BLUE_GREEN' && deploymentOption === 'WITHOUT_TRAFFIC_CONTROL')
    refuseField(
      'deploymentStyle.deploymentOption',
      'deploymentStyle.deploymentOption must be WITH_TRAFFIC_CONTROL: a blue/green deployment moves traffic from one fleet to another.',
    )
  const names = targetGroupNamesOf(group)
  if (deploymentOption === 'WITH_TRAFFIC_CONTROL' && names.length === 0)
    refuseField(
      listField,
      `${listField} names no target group: with traffic control the hosts are registered in at least one. createTargetGroup makes it.`,
    )
  await refuseMissing(store, group.accountId, names)
  await refuseShared(store, group, names)
}

async function refuseMissing(store: Store, accountId: string, names: readonly string[]): Promise<void> {
  for (const name of names)
    if ((await store.get('targetGroups', directoryKeys.targetGroup(accountId, name))) === undefined)
      refuseTargetGroup(name)
}

function refuseTargetGroup(name: string): never {
  const message = `There is no target group ${name}: check the name, or add the target group to a load balancer first.`
  refuse('TargetGroupDoesNotExist', message, [{ field: listField, rule: 'exists', message }])
}

/** What serves in a target group is what the next deployment replaces, so it can belong to one group only. */
async function refuseShared(store: Store, group: DeploymentGroup, names: readonly string[]): Promise<void> {
  if (names.length === 0) return
  const usersOf = await usersOfTargetGroups(store, group.accountId)
  for (const name of names) {
    const other = usersOf(name).find((user) => user.deploymentGroupId !== group.deploymentGroupId)
    if (other !== undefined)
      refuseField(
        listField,
        `The target group ${name} belongs to the deployment group ${groupPath(other)}: make another one for this group.`,
      )
  }
}

function refuseField(field: string, message: string): never {
  refuse('InvalidLoadBalancerInfoException', message, [{ field, rule: 'trafficControl', message }])
}
