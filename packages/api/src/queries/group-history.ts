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
  const [active, lastSuccessful, newest] = await Promise.all([
    newestOf(store, group, runningStatuses),
    newestOf(store, group, ['Succeeded']),
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

/** The deployments that ended well, newest first: what estimates are made from. */
export async function lastSuccesses(store: Store, group: DeploymentGroup, count: number): Promise<DeploymentSummary[]> {
  return (await store.listDeployments({ ...those(group), statuses: ['Succeeded'], limit: count })).rows
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
const those = ({ accountId, deploymentGroupId }: DeploymentGroup) => ({ accountId, deploymentGroupId })
