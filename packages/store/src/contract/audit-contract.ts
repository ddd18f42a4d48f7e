/** The part of the suite about the audit chain. */
import { describe, expect, it } from 'vitest'
import { verifyAudit } from '../audit-chain.ts'
import type { Store } from '../store.ts'
import { anAuditEntry, contractAccount, emptyCommit } from './contract-rows.ts'

/** `store`: the one that was opened for the running test. */
export function auditContract(store: () => Store): void {
  describe('the audit chain', () => {
    it('links the records of each account from 1, over commits', async () => {
      const other = '000000000002'
      await store().commit(
        emptyCommit({ audit: [anAuditEntry({ requestId: 'r-1' }), anAuditEntry({ requestId: 'r-2' })] }),
      )
      await store().commit(
        emptyCommit({ audit: [anAuditEntry({ accountId: other }), anAuditEntry({ requestId: 'r-3' })] }),
      )

      const records = await store().auditFrom(contractAccount, 1, 10)
      expect(records.map((record) => [record.sequence, record.requestId])).toEqual([
        [1, 'r-1'],
        [2, 'r-2'],
        [3, 'r-3'],
      ])
      expect(verifyAudit(records)).toMatchObject({ intact: true, head: { sequence: 3 } })
      expect(verifyAudit(await store().auditFrom(other, 1, 10))).toMatchObject({ intact: true, head: { sequence: 1 } })
    })

    it('is read newest first in pages, and oldest first in slices', async () => {
      const audit = [1, 2, 3, 4].map((n) => anAuditEntry({ requestId: `r-${n}` }))
      await store().commit(emptyCommit({ audit }))
      const newest = await store().listAudit({ accountId: contractAccount, limit: 2 })
      const older = await store().listAudit({ accountId: contractAccount, limit: 5, before: 3 })
      const slice = await store().auditFrom(contractAccount, 2, 2)

      expect(newest.map((record) => record.sequence)).toEqual([4, 3])
      expect(older.map((record) => record.sequence)).toEqual([2, 1])
      expect(slice.map((record) => record.sequence)).toEqual([2, 3])
    })

    it('is found by action, person and outcome, and looked through no further than asked', async () => {
      const audit = [
        anAuditEntry({ action: 'createUser' }),
        anAuditEntry({ action: 'createUser', actorName: 'Eve' }),
        anAuditEntry({ action: 'createUser', outcome: 'refused' }),
        anAuditEntry({ action: 'signIn' }),
      ]
      await store().commit(emptyCommit({ audit }))
      const found = async (query: object) =>
        (await store().listAudit({ accountId: contractAccount, limit: 10, ...query })).map(({ sequence }) => sequence)
      expect(await found({ actions: ['createUser'] })).toEqual([3, 2, 1])
      expect(await found({ actions: ['createUser'], outcome: 'done' })).toEqual([2, 1])
      expect(await found({ actorName: 'Eve' })).toEqual([2])
      expect(await found({ actions: [] })).toEqual([])
      expect(await found({ actions: ['createUser'], from: 2, before: 3 })).toEqual([2])
    })
  })
}
