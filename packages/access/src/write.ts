/** How this room writes: through the conductor's one door, in its transaction and with its audit row. */
import type { Actor, Refusal } from '@sluice/model'
import type { DirectoryChange, Store } from '@sluice/store'

export interface Writing<Answer> {
  by: { actor: Actor; action: string; resource: string; requestId: string; detail?: string }
  /** `now` is the time of the commit and of its record. */
  decide(store: Store, now: number): Promise<{ changes: DirectoryChange[]; answer: Answer } | Refusal>
}

/** The conductor's `change`. A refusal is audited by it. */
export type Write = <Answer>(change: Writing<Answer>) => Promise<Answer | Refusal>
