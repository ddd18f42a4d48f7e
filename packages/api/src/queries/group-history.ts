/** What runs in a group, and what was tried: from the committed rows of its deployments. */
import {
  isTerminal,
  terminalStatuses,
  DeploymentStatus,
  type DeploymentGroup,
  type DeploymentSummary,
} from '@sluice/model'
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
  const page = await store.listDeployments({ ...placeOf(group), statuses: ['Succeeded'], limit: count })
  return page.rows.filter((row) => row.deploymentGroupId === group.deploymentGroupId && isTerminal(row.status))
}

/** A deleted group's deployments keep its name; a new group of that name is not their heir. */
async function newestOf(
  store: Store,
  group: DeploymentGroup,
  statuses?: readonly DeploymentStatus[],
): Promise<DeploymentSummary | undefined> {
  const query = { ...placeOf(group), limit: 1, ...(statuses && { statuses }) }
  const [row] = (await store.listDeployments(query)).rows
  return row?.deploymentGroupId === group.deploymentGroupId ? row : undefined
}

const placeOf = ({ accountId, applicationName, deploymentGroupName }: DeploymentGroup) => ({
  accountId,
  applicationName,
  deploymentGroupName,
})
