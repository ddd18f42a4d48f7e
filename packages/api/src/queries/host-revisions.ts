/**
 * What runs on the hosts of a group, from what its deployments left: newest first, until every host is found or enough was looked
 * at. The last deployment that all hosts took part in ends the search, which is nearly always the first one. Where only a few hosts
 * are left to find, their rows are read one by one instead of whole fleets.
 */
import type { DeploymentGroup, DeploymentSummary, DeploymentTarget } from '@sluice/model'
import type { Store } from '@sluice/store'
import { newestDeployments } from './group-history.ts'

export interface HostRevision {
  /** The last deployment that succeeded on the host. */
  runs?: DeploymentSummary
  /** A later one that began there and did not succeed. */
  partWay?: { deployment: DeploymentSummary; target: DeploymentTarget }
}

/** Whole fleets read at most, of up to 10,000 rows each. */
const fleetsReadAtMost = 3
/** As many single rows as cost less than a fleet. */
const rowsReadOneByOne = 200

export async function hostRevisions(
  store: Store,
  group: DeploymentGroup,
  hosts: readonly string[],
): Promise<Map<string, HostRevision>> {
  const found = new Map<string, HostRevision>(hosts.map((host) => [host, {}]))
  let fleetsRead = 0
  for (const deployment of await newestDeployments(store, group)) {
    const wanted = hosts.filter((host) => found.get(host)?.runs === undefined)
    if (wanted.length === 0) break
    const isFew = wanted.length <= rowsReadOneByOne
    if (!isFew && fleetsRead === fleetsReadAtMost) break
    if (!isFew) fleetsRead += 1
    const targets = isFew ? await rowsOf(store, deployment, wanted) : await store.listTargets(deployment.deploymentId)
    for (const target of targets) note(found.get(target.targetId), deployment, target)
  }
  return found
}

async function rowsOf(store: Store, { deploymentId }: DeploymentSummary, hosts: readonly string[]) {
  const rows = await Promise.all(hosts.map((host) => store.getTarget(deploymentId, host)))
  return rows.filter((row) => row !== undefined)
}

function note(host: HostRevision | undefined, deployment: DeploymentSummary, target: DeploymentTarget): void {
  if (host === undefined || host.runs !== undefined || !isReceiving(deployment, target)) return
  if (target.status === 'Succeeded') host.runs = deployment
  else if (hasBegun(target)) host.partWay ??= { deployment, target }
}

/** In blue/green the fleet that gives its users away keeps what it had. */
function isReceiving({ blueGreen }: DeploymentSummary, { instanceLabel }: DeploymentTarget): boolean {
  if (blueGreen === undefined) return true
  return instanceLabel === (blueGreen.kind === 'forward' ? 'Green' : 'Blue')
}

const hasBegun = ({ lifecycleEvents }: DeploymentTarget): boolean =>
  lifecycleEvents.some(({ status }) => status !== 'Pending' && status !== 'Skipped')
