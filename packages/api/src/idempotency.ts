/** `Idempotency-Key`: one scope per account, actor, operation and key; kept for a day, in the transaction of the write. */
import { createHash } from 'node:crypto'
import { actorId, refuse, type Actor } from '@sluice/model'
import type { WrittenBy } from '@sluice/conductor'
import type { Store } from '@sluice/store'

export type KeptAs = NonNullable<WrittenBy['idempotency']>

const keptMilliseconds = 24 * 3600 * 1000

export interface KeyedCall {
  actor: Actor
  operation: string
  key: string
  /** Checked input: two bodies that mean the same are the same. */
  input: unknown
  now: number
}

export function keptAs({ actor, operation, key, input, now }: KeyedCall): KeptAs {
  if (!/^[\u0021-\u007e]{1,200}$/.test(key))
    refuse('InvalidInputException', 'Idempotency-Key must be 1 to 200 visible characters without blanks.')
  return {
    scope: [actor.accountId, actorId(actor), operation, key].join(' '),
    bodyHash: createHash('sha256').update(JSON.stringify(input)).digest('hex'),
    expiresAt: now + keptMilliseconds,
  }
}

/** The answer of an equal call before, or undefined. The conductor looks again, when two come at once. */
export async function answerBefore(store: Store, kept: KeptAs, now: number): Promise<{ answer: unknown } | undefined> {
  const found = await store.findAnswer(kept.scope, now)
  if (found === undefined) return undefined
  if (found.bodyHash === kept.bodyHash) return { answer: JSON.parse(found.answer) as unknown }
  refuse(
    'IdempotencyKeyReused',
    'This Idempotency-Key was used with another body within the last day: use a new key for a new request.',
  )
}
