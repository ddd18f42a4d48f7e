/**
 * The fleet of a deployment as columns: one place in each array a target. Rows are written in place; a new outer object
 * tells React that something changed. Times are milliseconds since the epoch, 0 = not yet.
 */
import type { FleetRow, FleetSnapshot, TargetStatus } from '@sluice/model'

/** The order of the wire form: `TargetStatus.options` of the model (a test holds them together). */
export const targetStatuses = [
  'Pending',
  'InProgress',
  'Succeeded',
  'Failed',
  'Skipped',
  'Ready',
  'Unknown',
] as const satisfies readonly TargetStatus[]

export interface Fleet {
  readonly names: readonly string[]
  readonly waves: readonly number[]
  readonly events: readonly string[]
  /** Place in `targetStatuses`. */
  readonly status: Uint8Array
  /** One digit a lifecycle event, place in `LifecycleEventStatus.options`. */
  readonly steps: readonly string[]
  readonly started: Float64Array
  readonly ended: Float64Array
  readonly silentSince: Float64Array
  /** Blue/green only: the fleet of each target, original (`B`) or replacement (`G`). */
  readonly labels?: readonly FleetLabel[] | undefined
  readonly revision: number
}

export type FleetLabel = 'B' | 'G'

export function fleetOf(snapshot: FleetSnapshot): Fleet {
  const size = snapshot.targets.length
  const columns = {
    names: snapshot.targets,
    waves: snapshot.waves,
    events: snapshot.events,
    labels: snapshot.labels,
    status: new Uint8Array(size),
    steps: Array.from({ length: size }, () => '0'.repeat(snapshot.events.length)),
    started: new Float64Array(size),
    ended: new Float64Array(size),
    silentSince: new Float64Array(size),
    revision: 0,
  }
  return withRows(columns, snapshot.rows)
}

/** Writes into the columns it was given: only the newest fleet may be read. */
export function withRows(fleet: Fleet, rows: readonly FleetRow[]): Fleet {
  const steps = fleet.steps as string[]
  for (const [index, status, digits, started, ended, silentSince] of rows) {
    fleet.status[index] = status
    steps[index] = digits
    fleet.started[index] = started
    fleet.ended[index] = ended
    fleet.silentSince[index] = silentSince
  }
  return { ...fleet, revision: fleet.revision + 1 }
}

export const statusOf = (fleet: Fleet, index: number): TargetStatus =>
  targetStatuses[fleet.status[index] ?? 6] ?? 'Unknown'

/** The place of the event that runs or that failed on this target; -1 when there is none. */
export function currentEvent(steps: string): number {
  const running = steps.indexOf('1')
  return running >= 0 ? running : steps.indexOf('3')
}

/** Of the whole, or of one fleet of a blue/green deployment. */
export function countByStatus(fleet: Fleet, label?: FleetLabel): Record<TargetStatus, number> {
  const counts = { Pending: 0, InProgress: 0, Succeeded: 0, Failed: 0, Skipped: 0, Ready: 0, Unknown: 0 }
  for (let index = 0; index < fleet.status.length; index++)
    if (label === undefined || fleet.labels?.[index] === label) counts[statusOf(fleet, index)] += 1
  return counts
}

/** Of those that are Skipped: the ones that were under way, which are called otherwise. */
export function countLeftPartWay(fleet: Fleet, label?: FleetLabel): number {
  let count = 0
  for (let index = 0; index < fleet.status.length; index++)
    if (label === undefined || fleet.labels?.[index] === label)
      if (statusOf(fleet, index) === 'Skipped' && (fleet.started[index] ?? 0) > 0) count++
  return count
}

/** Runs of targets of the same wave (and the same fleet), in the planned order: `[from, to)`. */
export interface WaveRange {
  wave: number
  label?: FleetLabel | undefined
  from: number
  to: number
}

export function waveRanges(waves: readonly number[], labels?: readonly FleetLabel[]): WaveRange[] {
  const ranges: WaveRange[] = []
  waves.forEach((wave, index) => {
    const [last, label] = [ranges.at(-1), labels?.[index]]
    if (last?.wave === wave && last.label === label) last.to = index + 1
    else ranges.push({ wave, from: index, to: index + 1, ...(label === undefined ? {} : { label }) })
  })
  return ranges
}

/**
 * Where the events of this target's side are among all events. A host that gets the traffic runs everything but blocking,
 * one that gives it away runs blocking only; the others are skipped on it from the start and say nothing.
 * The first target is always one that gets the traffic.
 */
export function eventsOfSide(fleet: Pick<Fleet, 'events' | 'labels'>, index: number): readonly number[] {
  const places = fleet.events.map((_, at) => at)
  const { labels } = fleet
  if (labels === undefined) return places
  const isBlocking = (at: number) => fleet.events[at]?.endsWith('BlockTraffic') === true
  const gives = labels[index] !== labels[0]
  return places.filter((at) => isBlocking(at) === gives)
}
