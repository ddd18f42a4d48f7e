/**
 * The shape that both aggregates share: four verbs and a snapshot. Everything is synchronous and pure but `evolve`, which
 * may change its own state in place. Times are arguments (milliseconds since the epoch).
 */
import type { Command, CommandId, Refusal, Signal } from '@sluice/model'

/**
 * What a fact puts in flight. A `runLifecycleEvent` is owed until its id is in `settled`; a `withdraw` comes together with
 * its settled id and is told once: losing it is harmless, because whoever asks for the grant later is answered `drop`.
 */
export interface Reaction {
  commands: Command[]
  signals: Signal[]
  /** Commands that need no answer any more. Nobody acts on it: it is what proves that `owed` is what was reacted. */
  settled: CommandId[]
  /** When the aggregate wants a `tick`, if nothing happens before. Replaces every earlier wish. Undefined: never. */
  wakeAt: number | undefined
}

export interface Aggregate<State, Sig extends Signal, Event> {
  /** The state before anything happened. */
  empty(id: string): State
  /** Facts that follow from the signal, none when it is already so, or a refusal. Never writes. */
  decide(state: State, signal: Sig, now: number): Event[] | Refusal
  /** Takes a fact in. Total: every event of the aggregate, in any state, without rules. */
  evolve(state: State, event: Event): void
  /** On the state just after the event. Never writes. */
  react(state: State, event: Event): Reaction
  /** Everything that should be in flight, from state alone: the outbox. Never writes. */
  owed(state: State, now: number): Reaction
  snapshot(state: State): Uint8Array
  restore(bytes: Uint8Array): State
}

export function noReaction(wakeAt?: number): Reaction {
  return { commands: [], signals: [], settled: [], wakeAt }
}
