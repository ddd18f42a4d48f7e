/** What is kept of a writer in the transaction of the write: the audit row, and the answer for a repeat. */
import { actorId, refusal, type AuditEntry, type Refusal } from '@sluice/model'
import type { Store } from '@sluice/store'
import type { WrittenBy } from './door.ts'
import type { Tick } from './tick.ts'

export function noteDone(
  tick: Tick,
  by: WrittenBy | undefined,
  answer: unknown,
  outcome: 'done' | 'unchanged' = 'done',
): void {
  if (by === undefined) return
  tick.audit.push(auditEntry(by, tick.now, outcome, by.detail ?? ''))
  if (by.idempotency === undefined) return
  tick.answers.set(by.idempotency.scope, { ...by.idempotency, answer: JSON.stringify(answer ?? null) })
}

export function noteRefused(tick: Tick, by: WrittenBy | undefined, refused?: Refusal): void {
  if (by === undefined) return
  const reason = refused === undefined ? [] : [`${refused.code}: ${refused.message}`]
  tick.audit.push(
    auditEntry(by, tick.now, 'refused', [...reason, ...(by.detail === undefined ? [] : [by.detail])].join('; ')),
  )
}

/** A call that was answered before: its answer again, or a refusal when the same key came with another body. */
export async function repeatOf(
  tick: Tick,
  store: Store,
  by: WrittenBy | undefined,
): Promise<{ answer: unknown } | Refusal | undefined> {
  if (by?.idempotency === undefined) return undefined
  const { scope, bodyHash } = by.idempotency
  const kept = tick.answers.get(scope) ?? (await store.findAnswer(scope, tick.now))
  if (kept === undefined) return undefined
  if (kept.bodyHash === bodyHash) return { answer: JSON.parse(kept.answer) as unknown }
  return refusal(
    'IdempotencyKeyReused',
    'This Idempotency-Key was used with another body. Use a new key for a new request.',
  )
}

function auditEntry(by: WrittenBy, now: number, outcome: AuditEntry['outcome'], detail: string): AuditEntry {
  const { actor, action, resource, requestId } = by
  return {
    accountId: actor.accountId,
    at: new Date(now).toISOString(),
    actor: actorId(actor),
    actorName: actor.name,
    action,
    resource,
    outcome,
    detail,
    requestId,
  }
}
