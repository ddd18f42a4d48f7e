/**
 * One tick from its entries to its ends: decide in memory, one commit, then tell everybody. A fault rejects its own caller
 * only; a commit that failed rejects all of them, and leaves the world as it was.
 */
import { limits, type DeploymentSummary } from '@sluice/model'
import { TwoWriters, type Commit, type DeploymentNames, type Kept, type Store } from '@sluice/store'
import type { AlarmClock } from './alarm-clock.ts'
import { CommitFailed, type CommandSink, type Committed } from './door.ts'
import { LeaveOut } from './following.ts'
import type { Entry } from './inbox.ts'
import type { Log } from './log.ts'
import type { Residents } from './residents.ts'
import { commitOf, isEmpty, noteSnapshots, type TickCommit } from './tick-commit.ts'
import { createTick, type Aftermath, type Tick } from './tick.ts'

export interface TickParts {
  store: Store
  engineVersion: string
  residents: Residents
  clock: { now(): number }
  stopwatch: { now(): number }
  alarms: AlarmClock
  /** By wake name, deployments of which a commit failed: when they are rung again, and what they owe is sent again. */
  unsure: Map<string, number>
  sink: CommandSink
  aftermath: Aftermath
  log: Log
  publish(committed: Committed): void
}

/** How long deciding may hold the loop; what is left goes to the next tick. */
const deciding = { mostMilliseconds: 10 }
/** A deployment whose tick was lost is looked at again after this time. */
export const retryAfterMilliseconds = 1000

interface Decision {
  entry: Entry
  tell: () => void
}

/** Answers the entries that there was no time for. */
export async function runTick(
  parts: TickParts,
  entries: readonly Entry[],
  leftOut: ReadonlySet<string> = new Set(),
): Promise<readonly Entry[]> {
  const tick = createTick(parts, parts.clock.now(), leftOut)
  const { decisions, notDecided, spoilt } = await decideAll(tick, entries, parts.stopwatch)
  if (spoilt === false) {
    await finish(parts, tick, decisions)
    return notDecided
  }
  tick.abandon()
  const anew = [...decisions.map(({ entry }) => entry), ...notDecided]
  if (spoilt === true) return anew
  parts.log.error(`${spoilt.message}, and is left out`, spoilt.cause)
  return runTick(parts, anew, new Set([...leftOut, spoilt.what]))
}

/** `spoilt`: a fault left an aggregate half changed, so everything that was decided must be decided again without its cause. */
async function decideAll(
  tick: Tick,
  entries: readonly Entry[],
  stopwatch: { now(): number },
): Promise<{ decisions: Decision[]; notDecided: readonly Entry[]; spoilt: boolean | LeaveOut }> {
  const decisions: Decision[] = []
  const started = stopwatch.now()
  for (const [at, entry] of entries.entries()) {
    if (at > 0 && stopwatch.now() - started > deciding.mostMilliseconds)
      return { decisions, notDecided: entries.slice(at), spoilt: false }
    const taken = tick.taken()
    try {
      decisions.push({ entry, tell: await entry.decide(tick) })
    } catch (fault) {
      if (fault instanceof LeaveOut) return { decisions, notDecided: entries.slice(at), spoilt: fault }
      entry.reject(fault)
      if (tick.taken() > taken) return { decisions, notDecided: entries.slice(at + 1), spoilt: true }
    }
  }
  return { decisions, notDecided: [], spoilt: false }
}

async function finish(parts: TickParts, tick: Tick, decisions: readonly Decision[]): Promise<void> {
  let drawn: TickCommit
  try {
    drawn = commitOf(tick, parts.engineVersion)
  } catch (fault) {
    tick.abandon()
    return decideOneByOne(parts, decisions, fault)
  }
  let kept: Kept | undefined
  try {
    if (!isEmpty(drawn.commit)) kept = await store(parts.store, drawn.commit)
  } catch (error) {
    return fail(parts, tick, decisions, error)
  }
  noteSnapshots(tick, drawn.commit.snapshots)
  parts.residents.settle(drawn.deployments)
  if (kept !== undefined) parts.publish(committed(kept, drawn.commit, await renamedRows(parts, drawn.commit)))
  for (const { tell } of decisions) tell()
  if (tick.commands.size > 0) dispatch(parts, tick)
  for (const [name, at] of tick.wakes) parts.alarms.set(name, earlier(at, parts.unsure.get(name)))
}

/** The rows of an aggregate could not be drawn: alone, each entry answers for its own. */
async function decideOneByOne(parts: TickParts, decisions: readonly Decision[], fault: unknown): Promise<void> {
  if (decisions.length === 1) return decisions[0]?.entry.reject(fault)
  for (const { entry } of decisions) await runTick(parts, [entry])
}

/**
 * A store that fails after it wrote is found out by its number: it grows by one a commit, and nobody else writes. What it would
 * have said of names is lost: screens show the old ones until they are loaded again.
 */
async function store(store: Store, commit: Commit): Promise<Kept> {
  const before = store.lastSeq()
  try {
    return await store.commit(commit)
  } catch (cause) {
    if (!(cause instanceof TwoWriters) && hasGrown(store, before)) return { seq: before + 1, otherNames: [] }
    throw new CommitFailed(cause)
  }
}

function hasGrown(store: Store, before: number): boolean {
  try {
    return store.lastSeq() === before + 1
  } catch {
    return false
  }
}

/**
 * Should the commit have happened after all (a store that could not even say so), its commands were not sent and its clocks not
 * set: each deployment is looked at again.
 */
function fail(parts: TickParts, tick: Tick, decisions: readonly Decision[], error: unknown): void {
  parts.log.error('a commit failed; its aggregates are loaded anew', error)
  const names = [...tick.wakes.keys()]
  tick.abandon()
  for (const { entry } of decisions) entry.reject(error)
  for (const name of names) lookAgain(parts, name)
}

/** Whatever is committed meanwhile does not put it off. */
export function lookAgain(
  { unsure, alarms, clock }: Pick<TickParts, 'unsure' | 'alarms' | 'clock'>,
  name: string,
): void {
  const at = clock.now() + retryAfterMilliseconds
  unsure.set(name, at)
  alarms.set(name, at)
}

function earlier(one: number | undefined, other: number | undefined): number | undefined {
  return one === undefined || other === undefined ? (one ?? other) : Math.min(one, other)
}

function committed({ seq, otherNames }: Kept, commit: Commit, renamed: DeploymentSummary[]): Committed {
  const { at, targets, directory } = commit
  const deployments = commit.deployments.map((row) => underNames(row, otherNames))
  const appended = commit.appended.map(({ aggregate, events }) => ({ aggregate, events }))
  return { seq, at, deployments, renamed, targets, directory, appended }
}

/** Whoever watches hears of a deployment under the names it is kept under; only the store knows that it was renamed. */
function underNames(row: DeploymentSummary, otherNames: readonly DeploymentNames[]): DeploymentSummary {
  return { ...row, ...otherNames.find(({ deploymentId }) => deploymentId === row.deploymentId) }
}

/** Rows that the store renamed, as far as people who watch may have them on their screens: the newest. */
async function renamedRows({ store, log }: TickParts, { renames = [] }: Commit): Promise<DeploymentSummary[]> {
  const pages = renames.map((rename) => {
    const { accountId } = rename
    const limit = limits.pageRows
    if (rename.of === 'application')
      return store.listDeployments({ accountId, applicationName: rename.to, createdFrom: rename.createTime, limit })
    return store.listDeployments({ accountId, deploymentGroupId: rename.deploymentGroupId, limit })
  })
  try {
    return (await Promise.all(pages)).flatMap(({ rows }) => rows)
  } catch (fault) {
    log.error('what was renamed could not be read; screens show the old name until they are loaded again', fault)
    return []
  }
}

/** What the sink failed to take is still owed: the next start dispatches it, and the engine's clocks see its silence. */
function dispatch({ sink, log }: TickParts, tick: Tick): void {
  try {
    sink.dispatch([...tick.commands.values()])
  } catch (fault) {
    log.error('the command sink threw', fault)
  }
}
