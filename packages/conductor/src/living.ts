/**
 * Aggregates in memory: the state of one group or one deployment, with the engine's verbs bound to it. Only the tick that runs
 * touches them, so they may run ahead of the disk until its commit; after a commit that failed they are thrown away.
 */
import type {
  DeploymentEvent,
  DeploymentSignal,
  DeploymentSummary,
  DeploymentTarget,
  GroupEvent,
  GroupSignal,
  HostStandingChange,
  Refusal,
} from '@sluice/model'
import type { Aggregate, Reaction } from '@sluice/engine'
import type { AggregateKey, Snapshot } from '@sluice/store'
import type { Engine } from './engine-port.ts'

export interface Living<Sig, Event> {
  readonly key: AggregateKey
  readonly tally: Tally
  decide(signal: Sig, now: number): Event[] | Refusal
  /** Takes a new fact in, and tells what it puts in flight. */
  take(event: Event): Reaction
  /** Takes in what is stored already. */
  replay(events: readonly Event[]): void
  owed(now: number): Reaction
  snapshot(): Uint8Array
}

export interface Tally {
  /** Events taken in since the beginning. */
  count: number
  /** What the last snapshot stands for, and its size. */
  snapshotAt: number
  snapshotBytes: number
}

export type LivingGroup = Living<GroupSignal, GroupEvent> & {
  readonly kind: 'group'
  /** Just after the event was taken in. */
  standingChanges(event: GroupEvent): HostStandingChange[]
}

export type LivingDeployment = Living<DeploymentSignal, DeploymentEvent> & {
  readonly kind: 'deployment'
  summary(): DeploymentSummary
  target(index: number): DeploymentTarget
  touchedTargets(event: DeploymentEvent): Iterable<number>
}

export function livingGroup<G, D>(engine: Engine<G, D>, groupId: string, snapshot?: Snapshot): LivingGroup {
  const { verbs, state } = bind(engine.group, `group:${groupId}`, groupId, snapshot)
  return { ...verbs, kind: 'group', standingChanges: (event) => engine.standingChanges(state, event) }
}

export function livingDeployment<G, D>(engine: Engine<G, D>, id: string, snapshot?: Snapshot): LivingDeployment {
  const { verbs, state } = bind(engine.deployment, `deployment:${id}`, id, snapshot)
  return {
    ...verbs,
    kind: 'deployment',
    summary: () => engine.summaryOf(state),
    target: (index) => engine.targetOf(state, index),
    touchedTargets: (event) => engine.touchedTargets(event),
  }
}

function bind<State, Sig extends GroupSignal | DeploymentSignal, Event>(
  aggregate: Aggregate<State, Sig, Event>,
  key: AggregateKey,
  id: string,
  snapshot: Snapshot | undefined,
): { verbs: Living<Sig, Event>; state: State } {
  const state = snapshot === undefined ? aggregate.empty(id) : aggregate.restore(snapshot.state)
  const at = snapshot?.at ?? 0
  const tally: Tally = { count: at, snapshotAt: at, snapshotBytes: snapshot?.state.byteLength ?? 0 }
  const verbs: Living<Sig, Event> = {
    key,
    tally,
    decide: (signal, now) => aggregate.decide(state, signal, now),
    take: (event) => {
      aggregate.evolve(state, event)
      tally.count += 1
      return aggregate.react(state, event)
    },
    replay: (events) => {
      for (const event of events) aggregate.evolve(state, event)
      tally.count += events.length
    },
    owed: (now) => aggregate.owed(state, now),
    snapshot: () => aggregate.snapshot(state),
  }
  return { verbs, state }
}
