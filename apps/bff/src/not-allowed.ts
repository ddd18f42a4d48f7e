/**
 * Who may not have users, read from the deployments of the group that uses a target group: the last traffic event that began on a
 * host says it. An AllowTraffic that failed, or was taken back after its grant, leaves it without.
 */
import type { TrafficMoverNeeds } from '@sluice/load-balancers'
import type { DeploymentTarget, LifecycleEvent } from '@sluice/model'
import type { Store } from '@sluice/store'

/** What began on no host of the last so many deployments is not looked for any further. */
const deploymentsLookedAt = 10

export function hostsNotAllowed(store: Store): TrafficMoverNeeds['notAllowed'] {
  return async (accountId, targetGroupName, targetIds) => {
    const asked = new Set(targetIds)
    const last = new Map<string, boolean>()
    for (const deploymentId of await newestDeployments(store, accountId, targetGroupName)) {
      if (last.size === asked.size) break
      for (const target of await store.listTargets(deploymentId)) {
        const isAllowed = isAllowedBy(target)
        if (isAllowed !== undefined && asked.has(target.targetId) && !last.has(target.targetId))
          last.set(target.targetId, isAllowed)
      }
    }
    return [...last].flatMap(([targetId, isAllowed]) => (isAllowed ? [] : [targetId]))
  }
}

/** Of the group that uses the target group: there is one at most. Newest first. */
async function newestDeployments(store: Store, accountId: string, targetGroupName: string): Promise<string[]> {
  const groups = await store.list('deploymentGroups', `${accountId}/`)
  const user = groups.find((group) => {
    const { targetGroupInfoList = [] } = group.loadBalancerInfo ?? {}
    return targetGroupInfoList.some(({ name }) => name === targetGroupName)
  })
  if (user === undefined) return []
  const { deploymentGroupId } = user
  const { rows } = await store.listDeployments({ accountId, deploymentGroupId, limit: deploymentsLookedAt })
  return rows.filter((row) => row.targetGroupNames?.includes(targetGroupName)).map((row) => row.deploymentId)
}

/** Undefined where no traffic event has begun. In place a host is blocked before it is allowed. */
function isAllowedBy({ lifecycleEvents }: DeploymentTarget): boolean | undefined {
  const begun = (name: LifecycleEvent['lifecycleEventName']) =>
    lifecycleEvents.find((event) => event.lifecycleEventName === name && event.startTime !== undefined)
  const allowed = begun('AllowTraffic')
  if (allowed !== undefined) return allowed.status !== 'Failed' && allowed.status !== 'Skipped'
  return begun('BlockTraffic') === undefined ? undefined : true
}
