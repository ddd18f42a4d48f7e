/** What is known of one deployment from its facts alone, counted anew beside the engine. Breaks when a fact cannot follow. */
import type {
  DeploymentEvent,
  DeploymentSpec,
  ErrorInformation,
  LastSuccessful,
  LifecycleEventName,
  LifecycleEventStatus,
  TargetStatus,
} from '@sluice/model'
import { eventsOf, eventsOfStage, minimumOf, type StageName } from './rates.ts'

export interface HostRecord {
  status: TargetStatus
  /** Place of the event it is at; -1 before its first. */
  place: number
  events: LifecycleEventStatus[]
  /** When each was granted, and ended (ms since the epoch). */
  granted: (number | undefined)[]
  ended: (number | undefined)[]
  /** When its current event was offered. */
  offeredAt: number
  /** It reported itself busy, or was silent, since the offer. */
  isExcused: boolean
  isSilent: boolean
}

export interface StageRecord {
  name: StageName
  queue: readonly number[]
  first: number
  last: number
  minimum: number
  pending: number
  inFlight: number
  succeeded: number
  failed: number
  skipped: number
}

export interface DeploymentRecord {
  readonly spec: DeploymentSpec
  readonly fallback: LastSuccessful | undefined
  readonly events: readonly LifecycleEventName[]
  readonly hosts: HostRecord[]
  /** By host name. */
  readonly places: ReadonlyMap<string, number>
  /** Places of hosts that failed in an earlier deployment: they are out of service before this one begins. */
  readonly out: ReadonlySet<number>
  facts: number
  status: 'Created' | 'InProgress' | 'Ready' | 'Baking' | 'Succeeded' | 'Failed' | 'Stopped'
  stage: StageRecord
  isHeld: boolean
  stop: { rollBack: boolean } | undefined
  ending: ErrorInformation | undefined
  end: Extract<DeploymentEvent, { type: 'DeploymentEnded' }> | undefined
  /** Hosts that were allowed to start an event. */
  touched: number
  stages: Set<StageName>
  trafficMoved: boolean
  /** Waits that are open, and who is being retired. */
  provisioning: boolean
  ready: boolean
  termination: boolean
  retiring: { targets: string[]; terminate: boolean } | undefined
  /** Hosts that were ended with it. */
  gone: string[]
  /** Replacements that were ready when they were offered test traffic. */
  offered: string[]
  restartedAt: number
}

export function newRecord(spec: DeploymentSpec, fallback: LastSuccessful | undefined): DeploymentRecord {
  const events = eventsOf(spec)
  const receiving = spec.blueGreen?.receiving ?? spec.targets.length
  const stage = spec.blueGreen === undefined ? 'all' : spec.blueGreen.kind === 'forward' ? 'install' : 'reroute'
  const queue = Array.from({ length: receiving }, (_, host) => host)
  return {
    spec,
    fallback,
    events,
    hosts: spec.targets.map((_, host) => newHost(spec, host, events.length)),
    places: new Map(spec.targets.map((name, place) => [name, place])),
    out: new Set(spec.outOfService),
    facts: 0,
    status: 'Created',
    stage: newStage(spec, stage, queue, events.length),
    isHeld: false,
    stop: undefined,
    ending: undefined,
    end: undefined,
    touched: 0,
    stages: new Set(),
    trafficMoved: false,
    provisioning: false,
    ready: false,
    termination: false,
    retiring: undefined,
    gone: [],
    offered: [],
    restartedAt: 0,
  }
}

export function newStage(spec: DeploymentSpec, name: StageName, queue: readonly number[], events: number): StageRecord {
  const [first, last] = eventsOfStage(name, events)
  const minimum = minimumOf(spec, name, queue.length)
  return { name, queue, first, last, minimum, pending: queue.length, inFlight: 0, succeeded: 0, failed: 0, skipped: 0 }
}

/** Blue/green: events of the other fleet are none of this host's. */
function newHost({ blueGreen }: DeploymentSpec, host: number, count: number): HostRecord {
  const [first, last] =
    blueGreen === undefined
      ? [0, count - 1]
      : host >= blueGreen.receiving
        ? [10, 12]
        : blueGreen.kind === 'trafficBack'
          ? [7, 9]
          : [0, 9]
  const events = Array.from({ length: count }, (_, place) => (place < first || place > last ? 'Skipped' : 'Pending'))
  return {
    status: 'Pending',
    place: -1,
    events: events as LifecycleEventStatus[],
    granted: [],
    ended: [],
    offeredAt: 0,
    isExcused: false,
    isSilent: false,
  }
}

export const hasEnded = ({ end }: DeploymentRecord): boolean => end !== undefined
export const isDraining = ({ stop, ending }: DeploymentRecord): boolean => stop !== undefined || ending !== undefined
