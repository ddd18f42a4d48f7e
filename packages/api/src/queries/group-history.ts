/** What runs in a group, and what was tried: from the committed rows of its deployments. */
import { terminalStatuses, DeploymentStatus, type DeploymentGroup, type DeploymentSummary } from '@sluice/model'
import type { Store } from '@sluice/store'

const runningStatuses = DeploymentStatus.options.filter((status) => !terminalStatuses.includes(status))

export interface GroupHistory {
  active?: DeploymentSummary
  lastSuccessful?: DeploymentSummary
  lastAttempted?: DeploymentSummary
}

export async function groupHistory(store: Store, group: DeploymentGroup): Promise<GroupHistory> {
  const [active, [lastSuccessful], newest] = await Promise.all([
    newestOf(store, group, runningStatuses),
    lastSuccesses(store, group, 1),
    newestOf(store, group),
  ])
  return {
    ...(active && { active }),
    ...(lastSuccessful && { lastSuccessful }),
    ...(newest && { lastAttempted: newest }),
  }
}

export async function activeDeployment(store: Store, group: DeploymentGroup): Promise<DeploymentSummary | undefined> {
  return newestOf(store, group, runningStatuses)
}

/** The deployments whose revision reached users and stayed, newest first: what runs, and what estimates are made from. */
export async function lastSuccesses(store: Store, group: DeploymentGroup, count: number): Promise<DeploymentSummary[]> {
  const isBlueGreen = group.deploymentStyle.deploymentType === 'BLUE_GREEN'
  // Of a part of the group none counts while other hosts run something else: the group itself decides by the same rule.
  if (!isBlueGreen) return store.listWholeSuccesses({ ...those(group), limit: count })
  const limit = Math.max(count, newestLookedAt)
  const ended = (await store.listDeployments({ ...those(group), statuses: ['Succeeded'], limit })).rows
  const newest = await newestDeployments(store, group)
  const byId = new Map(newest.map((one) => [one.deploymentId, one]))
  const moved = newest.filter((one) => one.status !== 'Succeeded' && hasMovedForGood(one, byId))
  return [...moved, ...ended]
    .filter((one) => !isTakenBack(one, byId) && !leadsNowhere(one, byId))
    .toSorted((a, b) => Date.parse(b.createTime) - Date.parse(a.createTime))
    .slice(0, count)
}

type ById = ReadonlyMap<string, DeploymentSummary>

/** Its users went back by traffic. */
function isTakenBack({ rollbackInfo }: DeploymentSummary, byId: ById): boolean {
  const back = byId.get(rollbackInfo?.rollbackDeploymentId ?? '')
  return back?.blueGreen?.kind === 'trafficBack' && back.status === 'Succeeded'
}

/** Users that went back to originals of which nothing was known are on no revision that could be named. */
function leadsNowhere({ blueGreen, revisionSha256, rollbackInfo }: DeploymentSummary, byId: ById): boolean {
  if (blueGreen?.kind !== 'trafficBack') return false
  const source = byId.get(rollbackInfo?.rollbackTriggeringDeploymentId ?? '')
  return source?.revisionSha256 === revisionSha256 && source.previousRevision === undefined
}

/** How far back a deployment that moved traffic is looked for. */
const newestLookedAt = 50

export async function newestDeployments(
  store: Store,
  group: Pick<DeploymentGroup, 'accountId' | 'deploymentGroupId'>,
): Promise<DeploymentSummary[]> {
  return (await store.listDeployments({ ...those(group), limit: newestLookedAt })).rows
}

/** Its revision has the users, even while the originals are still kept: and nobody, and no failure, sends them back. */
function hasMovedForGood({ blueGreen, stopRequested, rollbackInfo }: DeploymentSummary, byId: ById): boolean {
  if (blueGreen?.trafficMovedAt === undefined || stopRequested?.rollBack === true) return false
  const rollback = byId.get(rollbackInfo?.rollbackDeploymentId ?? '')
  return rollback?.blueGreen?.kind !== 'trafficBack'
}

async function newestOf(
  store: Store,
  group: DeploymentGroup,
  statuses?: readonly DeploymentStatus[],
): Promise<DeploymentSummary | undefined> {
  const [newest] = (await store.listDeployments({ ...those(group), limit: 1, ...(statuses && { statuses }) })).rows
  return newest
}

/** By id: a group keeps its history under a new name, and a new group of a deleted one's name is not its heir. */
const those = ({ accountId, deploymentGroupId }: Pick<DeploymentGroup, 'accountId' | 'deploymentGroupId'>) => ({
  accountId,
  deploymentGroupId,
})
