/**
 * What runs on the hosts of a group, from what its deployments left: newest first, until every host is found or enough was looked
 * at. The last deployment that all hosts took part in ends the search, which is nearly always the first one. Where only a few hosts
 * are left to find, their rows are read one by one instead of whole fleets. The answer is kept, for a fleet is read in many pages.
 */
import { createHash } from 'node:crypto'
import { isTerminal, type DeploymentGroup, type DeploymentSummary, type DeploymentTarget } from '@sluice/model'
import type { Store } from '@sluice/store'
import type { Ports } from '../ports.ts'
import { newestDeployments } from './group-history.ts'
import { keptAnswers } from './kept-answers.ts'

export interface HostRevision {
  /** The last deployment that succeeded on the host. */
  runs?: DeploymentSummary
  /** A later one that began there and did not succeed. */
  partWay?: { deployment: DeploymentSummary; status: DeploymentTarget['status'] }
}

/** Whole fleets read at most, of up to 10,000 rows each. */
const fleetsReadAtMost = 3
/** As many single rows as cost less than a fleet. */
const rowsReadOneByOne = 200

const keptWhileRunningMs = 2000
const keptRevisions = keptAnswers<HostRevisions>(20)
type HostRevisions = ReadonlyMap<string, HostRevision>

export async function hostRevisions(
  { store, now }: Pick<Ports, 'store' | 'now'>,
  group: DeploymentGroup,
  hosts: readonly string[],
): Promise<HostRevisions> {
  const deployments = await newestDeployments(store, group)
  const [newest] = deployments
  // While none runs nothing changes until there is a newer one, and of a group only one runs at a time.
  const keepFor = newest === undefined || isTerminal(newest.status) ? Infinity : keptWhileRunningMs
  const stamp = [group.deploymentGroupId, newest?.deploymentId, newest?.status, ...hosts].join()
  const key = createHash('sha256').update(stamp).digest('base64')
  return keptRevisions(store, { key, now: now(), keepFor }, () => revisionsAmong(store, deployments, hosts))
}

async function revisionsAmong(
  store: Store,
  deployments: readonly DeploymentSummary[],
  hosts: readonly string[],
): Promise<HostRevisions> {
  const found = new Map<string, HostRevision>(hosts.map((host) => [host, {}]))
  let fleetsRead = 0
  for (const deployment of deployments) {
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
  else if (hasBegun(target)) host.partWay ??= { deployment, status: target.status }
}

/** In blue/green the fleet that gives its users away keeps what it had. */
function isReceiving({ blueGreen }: DeploymentSummary, { instanceLabel }: DeploymentTarget): boolean {
  if (blueGreen === undefined) return true
  return instanceLabel === (blueGreen.kind === 'forward' ? 'Green' : 'Blue')
}

const hasBegun = ({ lifecycleEvents }: DeploymentTarget): boolean =>
  lifecycleEvents.some(({ status }) => status !== 'Pending' && status !== 'Skipped')
