/** One life of the service, for whoever lives in it or talks to it. */
import type { Change, Decided, WrittenBy } from '@sluice/conductor'
import type { Refusal, Signal } from '@sluice/model'

export interface Life {
  readonly number: number
  isAlive(): boolean
  /** From within: rejects when the commit failed; whoever dies with it hears nothing. */
  submit(signal: Signal, by?: WrittenBy): Promise<Decided | Refusal>
  /** From outside: rejects also when it dies before it could answer. */
  ask(signal: Signal, by?: WrittenBy): Promise<Decided | Refusal>
  /** Of the directory, from outside. */
  change<Answer>(change: Change<Answer>): Promise<Answer | Refusal>
}

/** The service died before it answered. */
export class Gone extends Error {}
