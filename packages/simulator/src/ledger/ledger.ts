/**
 * What the disk says, taken in commit by commit beside the engine: facts are counted anew, rows are compared with that count, and
 * the engine's own state is rebuilt from the facts alone and asked what it owes. The first thing that does not agree is kept.
 */
import { parseCommandId, type Command, type CommandId, type DeploymentEvent, type GroupEvent } from '@sluice/model'
import type { Commit, DirectoryChange, StoredEvent } from '@sluice/store'
import type { History } from '../history.ts'
import { Broken, hold } from './broken.ts'
import { checkGroupOf, takeStandings } from './check-groups.ts'
import { checkLinks } from './check-links.ts'
import { checkSnapshot } from './check-snapshot.ts'
import type { DeploymentRecord } from './deployment-record.ts'
import { newDirectory } from './directory-record.ts'
import { checkAwake, checkFollowed, follow, isDue, takeFollowed, type Followed } from './followed.ts'
import { checkGroup, followGroup, layGroup, takeGroup, type FollowedGroup, type Released } from './followed-group.ts'
import type { GroupRecord } from './group-record.ts'

export interface Ledger {
  /** The first rule that did not hold. */
  broken(): Broken | undefined
  /** Something threw that is no answer. */
  fault(error: unknown): void
  complain(message: string, detail: object): void
  take(commit: Commit): void
  published(seq: number): void
  dispatched(command: Command): void
  newLife(): void
  /** Since the beginning: until then what follows from a commit that failed may come late. Infinity while the service is down. */
  unsureUntil: number
  groupOf(deploymentId: string): string
  group(groupId: string): GroupRecord
  /** The hosts that match it by the directory; undefined where that says nothing of it. */
  matching(groupId: string): ReadonlySet<string> | undefined
  /** Of the time before the scenario. */
  layDirectory(changes: readonly DirectoryChange[]): void
  layRelease(groupId: string, event: Released): void
  deployments(): Iterable<DeploymentRecord>
  deployment(deploymentId: string): DeploymentRecord | undefined
  /** By what is committed: the command is its host's current event and was granted. */
  isGranted(id: CommandId): boolean
  /** Facts so far. */
  facts(): number
  /** When nothing is being decided. */
  checkQuiet(): void
  guard(check: () => void): void
}

/** A snapshot is as large as the fleet. */
const commitsBetweenSnapshots = 8

export interface LedgerNeeds {
  history: History
  elapsed(): number
  /** What the service's clock shows; undefined where people set it, for then alarms may be late. */
  wall(): number | undefined
  onFact(event: StoredEvent, groupId: string): void
}

export function createLedger({ history, elapsed, wall, onFact }: LedgerNeeds): Ledger {
  const groups = new Map<string, FollowedGroup>()
  const directory = newDirectory()
  const followed = new Map<string, Followed>()
  const touched = new Set<Followed>()
  let dispatched = new Set<string>()
  let broken: Broken | undefined
  let facts = 0
  let commits = 0
  let lastPublished = 0

  const groupAt = (groupId: string): FollowedGroup => {
    const found = groups.get(groupId) ?? followGroup(groupId)
    groups.set(groupId, found)
    return found
  }
  const group = (groupId: string): GroupRecord => groupAt(groupId).record

  function guard(check: () => void): void {
    if (broken !== undefined) return
    try {
      check()
    } catch (error) {
      broken =
        error instanceof Broken ? error : new Broken('no fault', String(error instanceof Error ? error.stack : error))
    }
  }

  function takeCommit(commit: Commit): void {
    for (const { aggregate, events } of commit.appended)
      for (const event of events) {
        facts += 1
        history.fact(elapsed(), aggregate, event)
      }
    const changed = directory.take(commit.directory)
    for (const change of changed) groupAt(change.groupId).later.expect(change)
    eachFact(commit, 'deployment', (id, event) => takeDeploymentFact(id, event as DeploymentEvent))
    eachFact(commit, 'group', (id, event) => takeGroup(groupAt(id), event as GroupEvent, recordOf))
    eachFact(commit, 'deployment', (id, event) => onFact(event, groupOf(id)))
    eachFact(commit, 'group', (id, event) => onFact(event, id))
    for (const one of touched) {
      if (!isDue(one)) continue
      checkFollowed(one, commit)
      if ((commits += 1) % commitsBetweenSnapshots === 0) checkSnapshot(one.state)
    }
    for (const { record } of touched) checkGroupOf(record, group(record.spec.deploymentGroupId))
    takeStandings(commit, group)
    checkLinks(commit)
    const told = new Set(changed.map(({ groupId }) => groupId))
    eachFact(commit, 'group', (id) => told.add(id))
    for (const groupId of told) checkGroup(groupAt(groupId))
    touched.clear()
  }

  function takeDeploymentFact(id: string, event: DeploymentEvent): void {
    if (event.type === 'DeploymentCreated') {
      hold('created once', !followed.has(id), () => id)
      followed.set(id, follow(event))
    }
    const one = followed.get(id)
    hold('a deployment is created first', one !== undefined, () => `${event.type} of ${id}`)
    takeFollowed(one, event)
    touched.add(one)
  }

  const recordOf = (deploymentId: string): DeploymentRecord | undefined => followed.get(deploymentId)?.record
  const groupOf = (deploymentId: string): string => recordOf(deploymentId)?.spec.deploymentGroupId ?? ''

  function isGranted(id: CommandId): boolean {
    const { deploymentId, targetId, event } = parseCommandId(id)
    const record = followed.get(deploymentId)?.record
    const host = record?.hosts[record.places.get(targetId) ?? -1]
    const isCurrent = record?.events[host?.place ?? -1] === event
    return isCurrent && host?.status === 'InProgress' && host.events[host.place] === 'InProgress'
  }

  const ledger: Ledger = {
    isGranted,
    broken: () => broken,
    fault: (error) =>
      guard(() => {
        throw error
      }),
    complain: (message, detail) =>
      guard(() => hold('the conductor has no complaint', false, () => `${message} ${JSON.stringify(detail)}`)),
    take: (commit) => guard(() => takeCommit(commit)),
    published: (seq) =>
      guard(() => {
        hold('commits are published in their order', seq > lastPublished, () => `${seq} after ${lastPublished}`)
        lastPublished = seq
      }),
    dispatched: (command) =>
      guard(() => {
        dispatched.add(command.id)
        if (command.kind === 'withdraw') return
        const isKnown = followed.get(command.deploymentId)?.outbox.wasSent(command.id) === true
        hold('nothing is dispatched before its commit', isKnown, () => command.id)
      }),
    newLife: () => {
      dispatched = new Set()
    },
    unsureUntil: 0,
    groupOf,
    group,
    matching: directory.matching,
    layDirectory: (changes) => void directory.take(changes),
    layRelease: (groupId, event) => layGroup(groupAt(groupId), event),
    deployments: () => [...followed.values()].map(({ record }) => record),
    deployment: recordOf,
    facts: () => facts,
    checkQuiet: () =>
      guard(() => {
        if (elapsed() <= ledger.unsureUntil) return
        const now = wall() ?? -Infinity
        for (const one of followed.values()) checkAwake(one, now, dispatched)
      }),
    guard,
  }
  return ledger
}

function eachFact(
  { appended }: Commit,
  kind: 'deployment' | 'group',
  take: (id: string, event: StoredEvent) => void,
): void {
  for (const { aggregate, events } of appended)
    if (aggregate.startsWith(`${kind}:`)) for (const event of events) take(aggregate.slice(kind.length + 1), event)
}
