/** What was on hosts before a deployment: the newest earlier one of its group whose Install succeeded there. */
import type { DeploymentSummary, DeploymentTarget } from '@sluice/model'
import type { Store } from '@sluice/store'
import { wasInstalled } from '../../queries/has-passed.ts'

/** Of one host, whatever number of deployments to others came in between. */
const mostRowsOfHost = 50
const mostLookedAt = 1000
/** Of all hosts at once; past it, what was found is all that is said. */
const mostRows = 20_000
const mostDeploymentsForAll = 3

/** The last few deployments of the group before this one, newest first. */
async function deploymentsBefore(store: Store, deployment: DeploymentSummary): Promise<DeploymentSummary[]> {
  const { accountId, deploymentGroupId, createTime, deploymentId } = deployment
  const { rows } = await store.listDeployments({
    accountId,
    deploymentGroupId,
    createdTo: createTime,
    limit: mostDeploymentsForAll + 1,
  })
  return rows.filter((row) => row.deploymentId !== deploymentId && row.createTime <= createTime)
}

export interface InstalledBefore {
  /** The deployment that last installed something on this host before this one. */
  deployment?: DeploymentSummary
  /** False: none was found, but not everything was looked at. */
  isKnown: boolean
}

export async function installedBefore(
  store: Store,
  deployment: DeploymentSummary,
  targetId: string,
): Promise<DeploymentSummary | undefined> {
  return (await lookedUpBefore(store, deployment, targetId)).deployment
}

export async function lookedUpBefore(
  store: Store,
  { accountId, deploymentGroupId, createTime: createdTo, deploymentId }: DeploymentSummary,
  targetId: string,
): Promise<InstalledBefore> {
  const those = { accountId, deploymentGroupId, createdTo, targetId }
  const { rows, isAll } = await store.listTargetsOfHost({ ...those, limit: mostRowsOfHost, mostLookedAt })
  const last = rows.find((row) => row.deploymentId !== deploymentId && wasInstalled(row))
  const deployment = last && (await store.getDeployment(last.deploymentId))
  return { ...(deployment && { deployment }), isKnown: deployment !== undefined || isAll }
}

/** By host. Hosts that the last few deployments did not reach are left out. */
export async function previousRevisions(
  store: Store,
  deployment: DeploymentSummary,
): Promise<ReadonlyMap<string, string>> {
  const names = new Map<string, string>()
  let rows = 0
  for (const earlier of await deploymentsBefore(store, deployment)) {
    rows += earlier.health.total
    if (rows > mostRows || deployment.blueGreen !== undefined) break
    for (const target of await store.listTargets(earlier.deploymentId)) note(names, target, earlier.revisionName)
  }
  return names
}

function note(names: Map<string, string>, target: DeploymentTarget, revisionName: string): void {
  if (!names.has(target.targetId) && wasInstalled(target)) names.set(target.targetId, revisionName)
}
