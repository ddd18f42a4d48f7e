/**
 * The one door: what the rest of the product may ask of the conductor. Everything that changes anything passes here,
 * is decided one after the other, and is committed before its promise resolves. Refusals resolve as values.
 */
import type { Actor, Command, DeploymentSummary, DeploymentTarget, Refusal, Signal } from '@sluice/model'
import type { DirectoryChange, IdempotentAnswer, Rename, Store, StoredEvent, AggregateKey } from '@sluice/store'

/** Who is writing, and what is kept of it in the same transaction. Absent for the clock and for hosts' reports. */
export interface WrittenBy {
  actor: Actor
  /** Operation name, for the audit row. */
  action: string
  /** What it is about: `application:storefront`, `deployment:d-…`. */
  resource: string
  requestId: string
  detail?: string
  /** Kept when the caller sent an Idempotency-Key; the answer is added at the commit. */
  idempotency?: Omit<IdempotentAnswer, 'answer'>
}

/** What a decided signal came to. `events` are those of the aggregate that was addressed; empty when it was already so. */
export interface Decided {
  events: StoredEvent[]
  /** The answer that was kept for a repeat, when one was asked for. */
  answer: unknown
}

export interface Wanted<Answer> {
  changes: DirectoryChange[]
  renames?: Rename[]
  answer: Answer
  signals?: Signal[]
}

export interface Change<Answer> {
  by: WrittenBy
  /**
   * Reads the store and says what to write, or refuses. Runs alone: nothing else changes between its reads and its commit. `now` is
   * the time of that commit, of its record in the audit and of whatever groups make of it.
   */
  decide(store: Store, now: number): Promise<Wanted<Answer> | Refusal>
}

export interface Committed {
  seq: number
  at: number
  deployments: DeploymentSummary[]
  /** The newest of those that bear a new name; nothing else of them changed. */
  renamed?: DeploymentSummary[]
  /** Only the targets that changed. */
  targets: DeploymentTarget[]
  directory: DirectoryChange[]
  appended: { aggregate: AggregateKey; events: StoredEvent[] }[]
}

/** Where commands go after the commit. At least once; it reports back by signals and decides nothing. */
export interface CommandSink {
  dispatch(commands: readonly Command[]): void
}

export interface Conductor {
  /** Takes up all running deployments, dispatches what is owed, starts the clock. */
  start(): Promise<void>
  /**
   * `answer` is computed from the decided events and kept, as JSON, for repeats. Rejects with `CommitFailed` (503) when the commit
   * failed, and with the fault (500) when our own code did; in both cases nothing of it happened.
   */
  submit(signal: Signal, by?: WrittenBy, answer?: (events: StoredEvent[]) => unknown): Promise<Decided | Refusal>
  /** A refusal of its own or of one of its signals refuses it whole. The door waits for it: it reads the store and nothing else. */
  change<Answer>(change: Change<Answer>): Promise<Answer | Refusal>
  /** Only an audit row: refusals worth remembering (attack cases, forbidden writes). */
  recordRefusal(by: WrittenBy): Promise<void>
  /** After each commit, in order, before the callers are told. */
  onCommitted(listener: (committed: Committed) => void): () => void
  /** Resolves when nothing waits to be decided: for tests, the simulator, and an orderly end. */
  idle(): Promise<void>
  /** Stops taking signals, ends the tick that runs, leaves everything else to the next start. */
  stop(): Promise<void>
}

/** A commit that failed: nothing was published or dispatched, and the caller may try again (503). */
export class CommitFailed extends Error {
  constructor(cause: unknown) {
    super('the change could not be stored; nothing of it happened', { cause })
    this.name = 'CommitFailed'
  }
}
