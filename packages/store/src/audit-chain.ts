/**
 * The audit chain of an account: every record carries the hash of the one before and its own hash over everything else in it.
 * Altering, deleting, inserting or moving a record breaks the chain at that place. A cut-off tail shows only against a head
 * that was noted somewhere else: compare `head` with it.
 */
import { createHash } from 'node:crypto'
import type { AuditEntry, AuditRecord } from '@sluice/model'

export interface ChainHead {
  sequence: number
  hash: string
}

/** Before the first record of an account. */
export const chainStart: ChainHead = { sequence: 0, hash: '0'.repeat(64) }

export type AuditVerdict = { intact: true; head: ChainHead } | { intact: false; sequence: number; reason: string }

/** Records oldest first. A long chain is verified in slices: pass the `head` of one slice as `after` of the next. */
export function verifyAudit(records: readonly AuditRecord[], after: ChainHead = chainStart): AuditVerdict {
  let head = after
  for (const record of records) {
    const reason = complaint(record, head)
    if (reason !== undefined) return { intact: false, sequence: record.sequence, reason }
    head = { sequence: record.sequence, hash: record.hash }
  }
  return { intact: true, head }
}

export function linked(entry: AuditEntry, head: ChainHead): AuditRecord {
  const link = { ...entry, sequence: head.sequence + 1, previousHash: head.hash }
  return { ...link, hash: hashOf(link) }
}

function complaint(record: AuditRecord, head: ChainHead): string | undefined {
  if (record.sequence !== head.sequence + 1) return `record ${head.sequence + 1} is missing or out of its place`
  if (record.previousHash !== head.hash) return 'does not follow from the record before it'
  const { hash, ...link } = record
  return hash === hashOf(link) ? undefined : 'was changed after it was written'
}

/** SHA-256 over JSON with its keys in order: all values are texts and numbers, so this form is the only one. */
function hashOf(link: Omit<AuditRecord, 'hash'>): string {
  return createHash('sha256')
    .update(JSON.stringify(link, Object.keys(link).sort()))
    .digest('hex')
}
