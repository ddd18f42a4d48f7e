/**
 * A deployment as the engine holds it. Everything a decision, a sentence or a row needs is here as a counter or by its
 * place, so that no signal costs more in a larger fleet.
 */
import type { DeploymentSpec, ErrorInformation, LastSuccessful, LifecycleEventName, StopWish } from '@sluice/model'
import { targetsOf, waveLayout, zonedLayout, type WaveLayout } from '../waves.ts'
import { zoneWaves } from '../zone-waves.ts'
import { clockList, type ClockList } from './clock-list.ts'
import { noCounts, type Counts } from './counts.ts'
import { fleet, skipEventsOfOtherSide, type Fleet } from './fleet.ts'
import { noProgress, type Progress } from './progress.ts'
import type { Sides } from './sides.ts'
import { laterMinimum, minimumOf, type Opening, type Stage } from './stage.ts'
import { standingsOf, type Standings } from './standings.ts'
import { noZoning, type Zoning } from './zoning.ts'

export interface DeploymentState {
  readonly deploymentId: string
  /** Undefined before it was created. */
  deployment: Deployment | undefined
}

export type Life =
  | { status: 'Created' }
  | { status: 'InProgress' | 'Ready' | 'Baking'; startedAt: number }
  | {
      status: 'Succeeded' | 'Failed' | 'Stopped'
      startedAt: number | undefined
      endedAt: number
      error: ErrorInformation | undefined
    }

export type UnderWay = Extract<Life, { status: 'InProgress' | 'Ready' | 'Baking' }>

export interface Deployment {
  readonly spec: DeploymentSpec
  readonly fallback: LastSuccessful | undefined
  readonly lifecycleEvents: readonly LifecycleEventName[]
  readonly sides: Sides
  /** The stage that runs, its minimum and its counters: in place that is the whole. */
  stage: Stage
  minimum: number
  counts: Counts
  /** All hosts by their status. */
  readonly standings: Standings
  /** Blue/green only. */
  progress: Progress | undefined
  /** In place by zones only. */
  zoning: Zoning | undefined
  /** Of the receiving side; in place of all. */
  readonly layout: WaveLayout
  readonly leavingLayout: WaveLayout
  /** Places of hosts that failed in an earlier deployment: they served nobody when this one started. */
  readonly outOfService: ReadonlySet<number>
  /** Host name -> place in the planned order. */
  readonly places: ReadonlyMap<string, number>
  life: Life
  held: { by: string; since: number } | undefined
  stop: StopRequest | undefined
  /** Why scheduling ended before its time, other than by a stop. */
  ending: ErrorInformation | undefined
  /** The deployment that takes this one back (none when there is nothing to go back to), and why. */
  takenBack: { deploymentId?: string; message: string } | undefined
  /** Deployments that follow it on hosts that began to match while it ran. */
  autoUpdates?: readonly string[]
  /** What became of hosts that were new to the group, and on which it failed. */
  discarded?: string
  /** Hosts that were allowed to start an event. */
  touched: number
  /** Hosts that were left between two events. */
  leftPartWay: number
  /** Of those: out of service before. */
  leftPartWayOut: number
  /** Hosts that went on after a failed event of the previous revision. */
  ignoredFailures: number
  firstFailure: { target: number; event: number } | undefined
  readonly fleet: Fleet
  readonly steps: StepCounts[]
  readonly clocks: Clocks
}

export interface StopRequest extends StopWish {
  at: number
}

export const stopRequestOf = ({ by, rollBack, note, at }: StopRequest): StopRequest => ({
  by,
  at,
  rollBack,
  ...(note !== undefined && { note }),
})

/** One drawn step of the pipeline; in place only. Times are ms since the epoch, undefined for not yet. */
export interface StepCounts {
  total: number
  started: number
  succeeded: number
  failed: number
  skipped: number
  startedAt: number | undefined
  endedAt: number | undefined
}

/** A running host is on `start`, on `waiting` (which never rings) or on `event`; a silent one on `silence` too. */
export interface Clocks {
  readonly start: ClockList
  readonly waiting: ClockList
  readonly event: ClockList
  readonly silence: ClockList
}

export function newDeployment(
  spec: DeploymentSpec,
  fallback: LastSuccessful | undefined,
  { lifecycleEvents, sides, stage }: Opening,
): Deployment {
  const total = spec.targets.length
  const { receiving } = sides
  const minimum = minimumOf(spec, stage.name, receiving)
  const layout = layoutOf(spec, receiving, minimum)
  const isBlueGreen = spec.blueGreen !== undefined
  const hosts = fleet(spec.createdAt, total, lifecycleEvents.length)
  if (isBlueGreen) skipEventsOfOtherSide(hosts, sides)
  return {
    spec,
    fallback,
    lifecycleEvents,
    sides,
    stage,
    minimum,
    counts: noCounts(receiving, spec.outOfService?.length),
    outOfService: new Set(spec.outOfService),
    standings: standingsOf(total, sides),
    progress: isBlueGreen ? noProgress : undefined,
    zoning: layout.zones && noZoning(layout.zones),
    layout,
    leavingLayout: waveLayout(total - receiving, laterMinimum(spec, total - receiving)),
    places: new Map(spec.targets.map((name, place) => [name, place])),
    life: { status: 'Created' },
    held: undefined,
    stop: undefined,
    ending: undefined,
    takenBack: undefined,
    touched: 0,
    leftPartWay: 0,
    leftPartWayOut: 0,
    ignoredFailures: 0,
    firstFailure: undefined,
    fleet: hosts,
    steps: isBlueGreen ? [] : Array.from({ length: layout.steps }, (_, step) => noSteps(targetsOf(layout, step))),
    clocks: {
      start: clockList(total),
      waiting: clockList(total),
      event: clockList(total),
      silence: clockList(total),
    },
  }
}

function layoutOf({ zones, outOfService }: DeploymentSpec, total: number, minimum: number): WaveLayout {
  if (zones === undefined) return waveLayout(total, minimum)
  return zonedLayout(total, zoneWaves(zones, total - minimum, outOfService))
}

/** Whether no further host starts and no further event either: a stop, or an error that ended scheduling. */
export function isDraining(deployment: Pick<Deployment, 'stop' | 'ending'>): boolean {
  return deployment.stop !== undefined || deployment.ending !== undefined
}

/** Whether it has started and not ended. */
export function isUnderWay(deployment: Deployment): deployment is Deployment & { life: UnderWay } {
  return 'startedAt' in deployment.life && !hasEnded(deployment)
}

export function hasEnded(deployment: Deployment): boolean {
  return endOf(deployment) !== undefined
}

export function endOf(deployment: Deployment): Extract<Life, { endedAt: number }> | undefined {
  return 'endedAt' in deployment.life ? deployment.life : undefined
}

function noSteps(total: number): StepCounts {
  return { total, started: 0, succeeded: 0, failed: 0, skipped: 0, startedAt: undefined, endedAt: undefined }
}
