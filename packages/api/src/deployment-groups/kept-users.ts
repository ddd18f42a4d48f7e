/**
 * A change of a group's traffic may leave nobody behind: neither a deployment that moves users between its target groups, nor
 * hosts that have users and would belong to no group any more.
 */
import { refuse, type DeploymentGroup, type TargetGroupMember } from '@sluice/model'
import type { Store } from '@sluice/store'
import { fleetOf, productionMembers, targetGroupNamesOf } from '../queries/fleet.ts'
import { activeDeployment } from '../queries/group-history.ts'

export async function refuseLeavingUsers(store: Store, before: DeploymentGroup, after: DeploymentGroup): Promise<void> {
  if (!changesTraffic(before, after)) return
  await refuseWhileItDeploys(store, before, after)
  const [left] = await leftBehind(store, before, after)
  if (left !== undefined) refuseLeft(left, after)
}

function changesTraffic(before: DeploymentGroup, after: DeploymentGroup): boolean {
  return (
    targetGroupNamesOf(before).toSorted().join() !== targetGroupNamesOf(after).toSorted().join() ||
    changesStyle(before, after)
  )
}

const changesStyle = (
  { deploymentStyle: before }: DeploymentGroup,
  { deploymentStyle: after }: DeploymentGroup,
): boolean => before.deploymentType !== after.deploymentType || before.deploymentOption !== after.deploymentOption

async function refuseWhileItDeploys(store: Store, before: DeploymentGroup, after: DeploymentGroup): Promise<void> {
  const active = await activeDeployment(store, before)
  if (active === undefined) return
  const message = `Deployment ${active.deploymentId} runs in ${before.deploymentGroupName}: stop it or wait for its end, then change its load balancer or its deployment type.`
  const field = changesStyle(before, after) ? 'deploymentStyle' : 'loadBalancerInfo'
  refuse('DeploymentGroupBusy', message, [{ field, rule: 'busy', message }])
}

/** Whoever has users now and would be registered in no target group of this group, or be none of its hosts. */
async function leftBehind(store: Store, before: DeploymentGroup, after: DeploymentGroup): Promise<TargetGroupMember[]> {
  const serving = await productionMembers(store, before)
  const names = new Set(targetGroupNamesOf(after))
  const fleet = new Set(await fleetOf(store, after))
  return serving.filter(({ targetGroupName, targetId }) => !names.has(targetGroupName) || !fleet.has(targetId))
}

function refuseLeft({ targetGroupName, targetId }: TargetGroupMember, after: DeploymentGroup): never {
  const keeps = targetGroupNamesOf(after).includes(targetGroupName)
  const message = keeps
    ? `${targetId} has users in the target group ${targetGroupName} and would be none of the group’s hosts any more: choose tags or scaling groups that match it, keep the deployment type, or deregister it first.`
    : `${targetId} has users in the target group ${targetGroupName}, which the group would leave: keep that target group, deregister its hosts first, or create another deployment group for the other target group.`
  const field = keeps ? 'deploymentStyle' : 'loadBalancerInfo.targetGroupInfoList'
  refuse('InvalidLoadBalancerInfoException', message, [{ field, rule: 'trafficControl', message }])
}
