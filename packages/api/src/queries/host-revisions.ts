/**
 * What runs on the hosts of a group, from what its deployments left: newest first, until every host is found or enough was looked
 * at. The last deployment that all hosts took part in ends the search, which is nearly always the first one. Where only a few hosts
 * are left to find, each is asked for by its name instead of reading whole fleets: so it does not matter how many deployments to
 * others came since. The answer is kept, for a fleet is read in many pages.
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
  /** The search ended before anything that succeeded here was found: without it, nothing ever did. */
  isNotKnown?: true
}

/** Rows of whole fleets read at most. */
const rowsReadAtMost = 30_000
/** Pages of the history read at most while many hosts are wanted. */
const pagesReadAtMost = 10
const pageSize = 50
/** As many hosts as cost less by name than a fleet. */
const hostsReadOneByOne = 200
/** Of one host: nearly always the newest row tells. */
const rowsOfHostAtMost = 50
const mostLookedAt = 300

const keptWhileRunningMs = 2000
const keptRevisions = keptAnswers<HostRevisions>(20)
type Group = Pick<DeploymentGroup, 'accountId' | 'deploymentGroupId'>
type HostRevisions = ReadonlyMap<string, HostRevision>

export async function hostRevisions(
  { store, now }: Pick<Ports, 'store' | 'now'>,
  group: Group,
  hosts: readonly string[],
): Promise<HostRevisions> {
  const [newest] = await newestDeployments(store, group)
  // While none runs nothing changes until there is a newer one, and of a group only one runs at a time.
  const keepFor = newest === undefined || isTerminal(newest.status) ? Infinity : keptWhileRunningMs
  const stamp = [group.deploymentGroupId, newest?.deploymentId, newest?.status, ...hosts].join()
  const key = createHash('sha256').update(stamp).digest('base64')
  return keptRevisions(store, { key, now: now(), keepFor }, () => revisionsAmong(store, group, hosts))
}

async function revisionsAmong(store: Store, group: Group, hosts: readonly string[]): Promise<HostRevisions> {
  const found = new Map<string, HostRevision>(hosts.map((host) => [host, {}]))
  const isAll = await readFleets(store, group, found)
  const left = [...found].filter(([, { runs }]) => runs === undefined)
  if (left.length > hostsReadOneByOne) {
    if (!isAll) for (const [, host] of left) host.isNotKnown = true
    return found
  }
  const deploymentOf = deploymentsById(store)
  for (const [name, host] of left) await readHost(store, deploymentOf, group, name, host)
  return found
}

/** Until only a few hosts are left; true when there is nothing more to read. */
async function readFleets(
  store: Store,
  { accountId, deploymentGroupId }: Group,
  found: ReadonlyMap<string, HostRevision>,
): Promise<boolean> {
  let wanted = found.size
  let rowsRead = 0
  let cursor: string | undefined
  for (let page = 0; page < pagesReadAtMost; page += 1) {
    const those = { accountId, deploymentGroupId, limit: pageSize, ...(cursor !== undefined && { cursor }) }
    const { rows, next } = await store.listDeployments(those)
    for (const deployment of rows) {
      if (wanted <= hostsReadOneByOne) return false
      rowsRead += deployment.health.total
      if (rowsRead > rowsReadAtMost) return false
      for (const target of await store.listTargets(deployment.deploymentId))
        if (note(found.get(target.targetId), deployment, target)) wanted -= 1
    }
    if (next === undefined) return true
    cursor = next
  }
  return false
}

type DeploymentOf = (deploymentId: string) => Promise<DeploymentSummary | undefined>

function deploymentsById(store: Store): DeploymentOf {
  const known = new Map<string, Promise<DeploymentSummary | undefined>>()
  return (id) => {
    const deployment = known.get(id) ?? store.getDeployment(id)
    known.set(id, deployment)
    return deployment
  }
}

async function readHost(
  store: Store,
  deploymentOf: DeploymentOf,
  { accountId, deploymentGroupId }: Group,
  targetId: string,
  host: HostRevision,
): Promise<void> {
  const those = { accountId, deploymentGroupId, targetId, mostLookedAt }
  for (const limit of [1, rowsOfHostAtMost]) {
    const { rows, isAll } = await store.listTargetsOfHost({ ...those, limit })
    for (const target of rows) {
      const deployment = await deploymentOf(target.deploymentId)
      if (deployment !== undefined) note(host, deployment, target)
    }
    if (host.runs !== undefined || isAll) return
  }
  host.isNotKnown = true
}

/** True when it tells what runs on the host. */
function note(host: HostRevision | undefined, deployment: DeploymentSummary, target: DeploymentTarget): boolean {
  if (host === undefined || host.runs !== undefined || !isReceiving(deployment, target)) return false
  if (target.status === 'Succeeded') host.runs = deployment
  else if (hasBegun(target)) host.partWay ??= { deployment, status: target.status }
  return host.runs !== undefined
}

/** In blue/green the fleet that gives its users away keeps what it had. */
function isReceiving({ blueGreen }: DeploymentSummary, { instanceLabel }: DeploymentTarget): boolean {
  if (blueGreen === undefined) return true
  return instanceLabel === (blueGreen.kind === 'forward' ? 'Green' : 'Blue')
}

const hasBegun = ({ lifecycleEvents }: DeploymentTarget): boolean =>
  lifecycleEvents.some(({ status }) => status !== 'Pending' && status !== 'Skipped')
