/**
 * What runs on the hosts of a group, from what its deployments left: newest first, until every host is found or enough was looked
 * at. The last deployment that all hosts took part in ends the search, which is nearly always the first one. Where only a few hosts
 * are left to find, each is asked for by its name instead of reading whole fleets: so it does not matter how many deployments to
 * others came since. The answer is kept, for a fleet is read in many pages.
 */
import { createHash } from 'node:crypto'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { isTerminal, type DeploymentGroup, type DeploymentSummary, type DeploymentTarget } from '@sluice/model'
import type { Store } from '@sluice/store'
import type { Ports } from '../ports.ts'
import { newestDeployments } from './group-history.ts'
import { hasBegun, hasBegunInstall, wasInstalled, wasInstallRefused } from './has-passed.ts'
import { keptAnswers } from './kept-answers.ts'
import { endedOnHostsNow, sameHosts, type IsSameHost } from './same-host.ts'

export interface HostRevision {
  /** The last deployment that succeeded on the host; absent when none did, and when none was found. */
  runs?: DeploymentSummary
  /** A later one that began there and did not succeed. */
  partWay?: { deployment: DeploymentSummary; status: DeploymentTarget['status'] }
  /** The last whose Install ended well there: its files and stop scripts lie on the host, however the rest went. */
  installed?: DeploymentSummary
  /** An Install that began later and did not end well: files of two revisions may lie there. */
  isTorn?: true
  /** Everything was looked at: what is absent never was. */
  isAll?: true
}

/** Rows of whole fleets read at most. */
const rowsReadAtMost = 30_000
/** Pages of the history read at most while many hosts are wanted. */
const pagesReadAtMost = 10
const pageSize = 50
/** As many hosts as cost less by name than a fleet. */
export const hostsReadOneByOne = 200
/** Then others get their turn: each costs a few reads. */
const hostsInOneTurn = 20
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
  const kept = await keptRevisions(store, { key, now: now(), keepFor }, () => revisionsAmong(store, group, hosts))
  return ofSameHosts(store, group, kept)
}

/** Not kept: a name may be another host's from one moment to the next. */
async function ofSameHosts(store: Store, group: Group, revisions: HostRevisions): Promise<HostRevisions> {
  const told = [...revisions].filter(([, host]) => deploymentsOf(host).length > 0)
  const names = told.map(([name]) => name)
  const ofSeveral = told.filter(([, host]) => endedOn(host).size > 1).map(([name]) => name)
  const [isKnown, isNow] = [await sameHosts(store, group, names), await endedOnHostsNow(store, group, ofSeveral)]
  const isSame: IsSameHost = (name, one) => isKnown(name, one) && isNow(name, one)
  const all = new Map(revisions)
  for (const [name, host] of told) {
    if (deploymentsOf(host).every((one) => isSame(name, one))) continue
    const { runs, partWay, installed, isTorn } = host
    const isOnIt = partWay !== undefined && isSame(name, partWay.deployment)
    all.set(name, {
      ...(runs && isSame(name, runs) && { runs }),
      ...(isOnIt && { partWay, ...(isTorn && { isTorn }) }),
      ...(installed && isSame(name, installed) && { installed }),
      // What came before another host's deployment was another host's, too.
      isAll: true,
    })
  }
  return all
}

const deploymentsOf = ({ runs, partWay, installed }: HostRevision): DeploymentSummary[] =>
  [runs, partWay?.deployment, installed].filter((one) => one !== undefined)

const endedOn = (host: HostRevision): ReadonlySet<string> =>
  new Set(deploymentsOf(host).flatMap(({ deploymentId, status }) => (isTerminal(status) ? deploymentId : [])))

/** On which of these hosts the running deployment has begun, whether or not it is through with them. */
export async function hostsBegun(
  ports: Pick<Ports, 'store' | 'now'>,
  group: Group,
  hosts: readonly string[],
  running: DeploymentSummary | undefined,
): Promise<ReadonlySet<string>> {
  if (running === undefined) return new Set()
  const isIt = (one: DeploymentSummary | undefined) => one?.deploymentId === running.deploymentId
  const revisions = await hostRevisions(ports, group, hosts)
  return new Set(
    hosts.filter((name) => isIt(revisions.get(name)?.runs) || isIt(revisions.get(name)?.partWay?.deployment)),
  )
}

async function revisionsAmong(store: Store, group: Group, hosts: readonly string[]): Promise<HostRevisions> {
  const found = new Map<string, HostRevision>(hosts.map((host) => [host, {}]))
  await readFleets(store, group, found)
  const left = [...found].filter(([, { runs }]) => runs === undefined)
  if (left.length > hostsReadOneByOne) return found
  const deploymentOf = deploymentsById(store)
  for (const [place, [name, host]] of left.entries()) {
    if (place > 0 && place % hostsInOneTurn === 0) await nextTurn()
    await readHost(store, deploymentOf, group, name, host)
  }
  return found
}

/** Until only a few hosts are left, or enough was read. */
async function readFleets(
  store: Store,
  { accountId, deploymentGroupId }: Group,
  found: ReadonlyMap<string, HostRevision>,
): Promise<void> {
  let wanted = found.size
  let rowsRead = 0
  let cursor: string | undefined
  for (let page = 0; page < pagesReadAtMost; page += 1) {
    const those = { accountId, deploymentGroupId, limit: pageSize, ...(cursor !== undefined && { cursor }) }
    const { rows, next } = await store.listDeployments(those)
    for (const deployment of rows) {
      if (wanted <= hostsReadOneByOne) return
      rowsRead += deployment.health.total
      if (rowsRead > rowsReadAtMost) return
      const targets = await store.listTargets(deployment.deploymentId)
      await nextTurn()
      for (const target of targets) if (note(found.get(target.targetId), deployment, target)) wanted -= 1
    }
    if (next === undefined) {
      for (const host of found.values()) host.isAll = true
      return
    }
    cursor = next
  }
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
    if (isAll) host.isAll = true
    if (host.runs !== undefined || isAll) return
  }
}

/** True when it tells what runs on the host. */
function note(host: HostRevision | undefined, deployment: DeploymentSummary, target: DeploymentTarget): boolean {
  if (host === undefined || host.runs !== undefined || !isReceiving(deployment, target)) return false
  if (wasInstalled(target)) host.installed ??= deployment
  else if (host.installed === undefined && mayBeTorn(target)) host.isTorn = true
  if (target.status === 'Succeeded') host.runs = deployment
  else if (hasBegun(target)) host.partWay ??= { deployment, status: target.status }
  return host.runs !== undefined
}

const mayBeTorn = (target: DeploymentTarget): boolean => hasBegunInstall(target) && !wasInstallRefused(target)

/** In blue/green the fleet that gives its users away keeps what it had. */
function isReceiving({ blueGreen }: DeploymentSummary, { instanceLabel }: DeploymentTarget): boolean {
  if (blueGreen === undefined) return true
  return instanceLabel === (blueGreen.kind === 'forward' ? 'Green' : 'Blue')
}
