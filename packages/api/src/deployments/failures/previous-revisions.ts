/** What was on hosts before a deployment: the newest earlier one of its group whose Install succeeded there. */
import type { DeploymentSummary, DeploymentTarget } from '@sluice/model'
import type { Store } from '@sluice/store'
import { wasInstalled } from '../../queries/has-passed.ts'

const deploymentsLookedAt = 20
/** Of all hosts at once; past it, what was found is all that is said. */
const mostRows = 20_000
const mostDeploymentsForAll = 3

/** The deployments of the group before this one, newest first. */
export async function deploymentsBefore(store: Store, deployment: DeploymentSummary): Promise<DeploymentSummary[]> {
  const { accountId, deploymentGroupId, createTime, deploymentId } = deployment
  const { rows } = await store.listDeployments({
    accountId,
    deploymentGroupId,
    createdTo: createTime,
    limit: deploymentsLookedAt + 1,
  })
  return rows.filter((row) => row.deploymentId !== deploymentId && row.createTime <= createTime)
}

/** The deployment that last installed something on this host before this one. */
export async function installedBefore(
  store: Store,
  deployment: DeploymentSummary,
  targetId: string,
): Promise<DeploymentSummary | undefined> {
  for (const earlier of await deploymentsBefore(store, deployment)) {
    const target = await store.getTarget(earlier.deploymentId, targetId)
    if (target !== undefined && wasInstalled(target)) return earlier
  }
  return undefined
}

/** By host. Hosts that the last few deployments did not reach are left out. */
export async function previousRevisions(
  store: Store,
  deployment: DeploymentSummary,
): Promise<ReadonlyMap<string, string>> {
  const names = new Map<string, string>()
  let rows = 0
  for (const earlier of (await deploymentsBefore(store, deployment)).slice(0, mostDeploymentsForAll)) {
    rows += earlier.health.total
    if (rows > mostRows || deployment.blueGreen !== undefined) break
    for (const target of await store.listTargets(earlier.deploymentId)) note(names, target, earlier.revisionName)
  }
  return names
}

function note(names: Map<string, string>, target: DeploymentTarget, revisionName: string): void {
  if (!names.has(target.targetId) && wasInstalled(target)) names.set(target.targetId, revisionName)
}
