/** The part of the suite about deployments and their targets. */
import { isRefusal, RefusalError } from '@sluice/model'
import { describe, expect, it } from 'vitest'
import type { Store } from '../store.ts'
import { aDeployment, aTarget, contractAccount, contractGroupId, contractTime, emptyCommit } from './contract-rows.ts'

const anotherGroupId = '0190a5d2-7c3e-4a7b-9b1f-3f5d2c1b0a98'

/** `store`: the one that was opened for the running test. */
export function deploymentsContract(store: () => Store): void {
  describe('deployments', () => {
    const id = (n: number) => `d-AAAAAAAA${n}`
    const minute = (n: number) => contractTime.replace('10:00', `10:0${n}`)

    it('are written over, whole', async () => {
      await store().commit(emptyCommit({ deployments: [aDeployment(id(1), { description: 'first' })] }))
      await store().commit(emptyCommit({ deployments: [aDeployment(id(1), { status: 'Succeeded' })] }))
      expect(await store().getDeployment(id(1))).toEqual(aDeployment(id(1), { status: 'Succeeded' }))
      expect(await store().getDeployment(id(2))).toBeUndefined()
    })

    it('are listed newest first, in pages that stay right when a newer one comes in between', async () => {
      const rows = [1, 2, 3, 4].map((n) => aDeployment(id(n), { createTime: minute(n === 3 ? 2 : n) }))
      await store().commit(emptyCommit({ deployments: rows }))
      const query = { accountId: contractAccount, limit: 2 }

      const first = await store().listDeployments(query)
      expect(first.rows.map((row) => row.deploymentId)).toEqual([id(4), id(3)])
      await store().commit(emptyCommit({ deployments: [aDeployment(id(5), { createTime: minute(5) })] }))
      const second = await store().listDeployments({ ...query, cursor: first.next ?? '' })

      expect(second.rows.map((row) => row.deploymentId)).toEqual([id(2), id(1)])
      expect(second.next).toBeUndefined()
    })

    it('are filtered by account, application, group, status and time', async () => {
      const rows = [
        aDeployment(id(1), { createTime: minute(1), status: 'Succeeded' }),
        aDeployment(id(2), { createTime: minute(2), status: 'Failed' }),
        aDeployment(id(3), { createTime: minute(3), deploymentGroupId: anotherGroupId }),
        aDeployment(id(4), { createTime: minute(4), applicationName: 'warehouse' }),
        aDeployment(id(5), { createTime: minute(5), accountId: '000000000002' }),
      ]
      await store().commit(emptyCommit({ deployments: rows }))
      const found = async (filter: object) =>
        (await store().listDeployments({ accountId: contractAccount, limit: 10, ...filter })).rows.map(
          (row) => row.deploymentId,
        )

      expect(await found({})).toEqual([id(4), id(3), id(2), id(1)])
      expect(await found({ applicationName: 'storefront' })).toEqual([id(3), id(2), id(1)])
      expect(await found({ applicationName: 'storefront', deploymentGroupId: anotherGroupId })).toEqual([id(3)])
      expect(await found({ statuses: ['Failed', 'InProgress'] })).toEqual([id(4), id(3), id(2)])
      expect(await found({ statuses: [] })).toEqual([])
      expect(await found({ createdFrom: minute(2), createdTo: minute(3) })).toEqual([id(3), id(2)])
      expect(await found({ accountId: '000000000002' })).toEqual([id(5)])
    })

    it('belong to their group by its id: a new name keeps them, another group of the old name does not get them', async () => {
      const rows = [
        aDeployment(id(1), { createTime: minute(1), deploymentGroupName: 'production' }),
        aDeployment(id(2), { createTime: minute(2), deploymentGroupName: 'live' }),
        aDeployment(id(3), {
          createTime: minute(3),
          deploymentGroupName: 'production',
          deploymentGroupId: anotherGroupId,
        }),
      ]
      await store().commit(emptyCommit({ deployments: rows }))
      const idsOf = async (deploymentGroupId: string) =>
        (await store().listDeployments({ accountId: contractAccount, deploymentGroupId, limit: 10 })).rows.map(
          (row) => row.deploymentId,
        )
      expect(await idsOf(contractGroupId)).toEqual([id(2), id(1)])
      expect(await idsOf(anotherGroupId)).toEqual([id(3)])
    })

    it('refuse a cursor that was not given out', async () => {
      const spoilt = store().listDeployments({ accountId: contractAccount, limit: 1, cursor: 'nonsense' })
      const error: unknown = await spoilt.catch((thrown: unknown) => thrown)
      expect(error).toBeInstanceOf(RefusalError)
      expect(isRefusal((error as RefusalError).refusal)).toBe(true)
      expect((error as RefusalError).refusal.code).toBe('InvalidNextTokenException')
    })

    it('that have not ended are given to a starting service, oldest first', async () => {
      await store().commit(
        emptyCommit({
          deployments: [
            aDeployment(id(2), { createTime: minute(2), status: 'Created' }),
            aDeployment(id(1), { createTime: minute(1) }),
            aDeployment(id(3), { status: 'Succeeded' }),
            aDeployment(id(4), { status: 'Failed' }),
            aDeployment(id(5), { status: 'Stopped' }),
          ],
        }),
      )
      expect(await store().runningDeployments()).toEqual([
        { deploymentId: id(1), groupId: contractGroupId },
        { deploymentId: id(2), groupId: contractGroupId },
      ])
    })

    it('keep their targets in planned order, found by name', async () => {
      const targets = [aTarget(id(1), 2), aTarget(id(1), 0), aTarget(id(1), 1), aTarget(id(2), 0)]
      await store().commit(emptyCommit({ targets }))
      const done = aTarget(id(1), 1, { status: 'Succeeded', endTime: contractTime })
      await store().commit(emptyCommit({ targets: [done] }))

      expect(await store().listTargets(id(1))).toEqual([aTarget(id(1), 0), done, aTarget(id(1), 2)])
      expect(await store().listTargets(id(1), 2)).toEqual([aTarget(id(1), 0), done])
      expect(await store().getTarget(id(1), 'web-2')).toEqual(done)
      expect(await store().getTarget(id(1), 'web-9')).toBeUndefined()
      expect(await store().getTarget(id(9), 'web-1')).toBeUndefined()
    })
  })
}
