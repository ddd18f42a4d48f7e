import type { AuditRecord } from '@sluice/model'
import { describe, expect, it } from 'vitest'
import { chainStart, linked, verifyAudit } from './audit-chain.ts'
import { anAuditEntry } from './contract/contract-rows.ts'

function chainOf(length: number): AuditRecord[] {
  const records: AuditRecord[] = []
  for (let n = 1; n <= length; n += 1)
    records.push(linked(anAuditEntry({ requestId: `r-${n}` }), records.at(-1) ?? chainStart))
  return records
}

describe('the audit chain', () => {
  it('is intact as written, whole or in slices', () => {
    const records = chainOf(5)
    const whole = verifyAudit(records)
    const first = verifyAudit(records.slice(0, 2))
    expect(whole).toEqual({ intact: true, head: { sequence: 5, hash: records[4]?.hash } })
    expect(first.intact && verifyAudit(records.slice(2), first.head)).toEqual(whole)
  })

  it.each(['at', 'actor', 'actorName', 'action', 'resource', 'detail', 'requestId', 'accountId', 'hash'] as const)(
    'A22: shows a record whose %s was altered',
    (field) => {
      const records = chainOf(3)
      const altered = records.map((record, at) => (at === 1 ? { ...record, [field]: `${record[field]}x` } : record))
      expect(verifyAudit(altered)).toMatchObject({ intact: false, sequence: 2 })
    },
  )

  it('A22: shows a refused act that was made a done one', () => {
    const record = linked(anAuditEntry({ outcome: 'refused' }), chainStart)
    expect(verifyAudit([{ ...record, outcome: 'done' }])).toMatchObject({ intact: false, sequence: 1 })
  })

  it('A22: shows that a record was deleted', () => {
    const [first, , third] = chainOf(3)
    expect(verifyAudit([first, third].filter((record) => record !== undefined))).toMatchObject({
      intact: false,
      sequence: 3,
    })
  })

  it('A22: shows that a record was put in, even with its own hash right', () => {
    const records = chainOf(3)
    const forged = linked(anAuditEntry({ actorName: 'Mallory' }), records[0] ?? chainStart)
    const tampered = [records[0], forged, records[1], records[2]].filter((record) => record !== undefined)
    expect(verifyAudit(tampered)).toMatchObject({ intact: false, sequence: 2 })
  })

  it('A22: shows that two records changed places', () => {
    const [first, second, third] = chainOf(3)
    const tampered = [first, third, second].filter((record) => record !== undefined)
    expect(verifyAudit(tampered)).toMatchObject({ intact: false, sequence: 3 })
  })

  it('A22: shows a cut-off tail by a head noted elsewhere', () => {
    const records = chainOf(3)
    const noted = records[2]?.hash
    const verdict = verifyAudit(records.slice(0, 2))
    expect(verdict.intact && verdict.head.hash).not.toBe(noted)
  })
})
