/** The commit of a tick: its events, and the finished rows of what they touched, each row once however many events it had. */
import { isTerminal, type DeploymentSummary, type DeploymentTarget } from '@sluice/model'
import type { Commit, Snapshot, StoredEvent } from '@sluice/store'
import type { LivingDeployment } from './living.ts'
import type { Tick, Touched } from './tick.ts'

export interface TickCommit {
  commit: Commit
  /** Every deployment that was touched, and whether it still runs. */
  deployments: { living: LivingDeployment; isRunning: boolean }[]
}

export function commitOf(tick: Tick, engineVersion: string): TickCommit {
  const summaries: DeploymentSummary[] = []
  const targets: DeploymentTarget[] = []
  const snapshots: Snapshot[] = []
  const deployments: TickCommit['deployments'] = []
  for (const entry of tick.touched.values()) {
    let hasEnded = false
    if (entry.living.kind === 'deployment') {
      const summary = entry.living.summary()
      hasEnded = isTerminal(summary.status)
      summaries.push(summary)
      const failures = failuresByTarget(entry.events)
      for (const index of entry.targets)
        targets.push(withWholeDiagnostics(entry.living.target(index), failures.get(index)))
      deployments.push({ living: entry.living, isRunning: !hasEnded })
    }
    if (hasEnded || mustSnapshot(entry)) snapshots.push(snapshotOf(entry, engineVersion))
  }
  return {
    commit: {
      at: tick.now,
      appended: [...tick.touched].map(([aggregate, { after, events }]) => ({ aggregate, after, events })),
      snapshots,
      deployments: summaries,
      targets,
      directory: tick.directory,
      renames: tick.renames,
      standings: tick.standings,
      idempotency: [...tick.answers.values()],
      audit: tick.audit,
    },
    deployments,
  }
}

/** The state keeps failures short; the events of this commit have them whole. A host that failed is not drawn again. */
function withWholeDiagnostics(target: DeploymentTarget, failures: readonly Failure[] = []): DeploymentTarget {
  const lifecycleEvents = target.lifecycleEvents.slice()
  for (const { event: place, diagnostics } of failures) {
    const event = lifecycleEvents[place]
    if (event !== undefined && diagnostics !== undefined) lifecycleEvents[place] = { ...event, diagnostics }
  }
  return { ...target, lifecycleEvents }
}

type Failure = Extract<StoredEvent, { type: 'LifecycleEventEnded' }>

function failuresByTarget(events: readonly StoredEvent[]): Map<number, Failure[]> {
  const byTarget = new Map<number, Failure[]>()
  for (const event of events)
    if (event.type === 'LifecycleEventEnded' && event.status === 'Failed')
      byTarget.set(event.target, [...(byTarget.get(event.target) ?? []), event])
  return byTarget
}

export function isEmpty(commit: Commit): boolean {
  const { appended, directory, idempotency, audit } = commit
  return [appended, directory, idempotency, audit].every((rows) => rows.length === 0)
}

/** To be called after the commit: the next snapshot is counted from here. */
export function noteSnapshots(tick: Tick, snapshots: readonly Snapshot[]): void {
  for (const { aggregate, at, state } of snapshots) {
    const tally = tick.touched.get(aggregate)?.living.tally
    if (tally === undefined) continue
    tally.snapshotAt = at
    tally.snapshotBytes = state.byteLength
  }
}

const eventsBetweenSnapshots = 200
/** A large state is written less often, so that snapshots cost at most this many bytes an event. */
const snapshotBytesPerEvent = 512

function mustSnapshot({ living: { tally } }: Touched): boolean {
  const since = tally.count - tally.snapshotAt
  return since >= Math.max(eventsBetweenSnapshots, tally.snapshotBytes / snapshotBytesPerEvent)
}

function snapshotOf({ living }: Touched, engineVersion: string): Snapshot {
  return { aggregate: living.key, at: living.tally.count, engineVersion, state: living.snapshot() }
}
