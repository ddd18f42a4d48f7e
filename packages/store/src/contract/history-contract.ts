/** The part of the suite about the history of deployments: what it can be filtered by, and how much is read for a page. */
import { describe, expect, it } from 'vitest'
import type { Store } from '../store.ts'
import { aDeployment, contractAccount, contractTime, emptyCommit } from './contract-rows.ts'

const id = (n: number) => `d-AAAAAAAA${n}`
const minute = (n: number) => contractTime.replace('10:00', `10:0${n}`)

/** `store`: the one that was opened for the running test. */
export function historyContract(store: () => Store): void {
  describe('deployments in the history', () => {
    it('are counted by hour and status, of one account and since a time', async () => {
      const rows = [
        aDeployment(id(1), { createTime: '2026-03-01T09:59:59.999Z' }),
        aDeployment(id(2), { createTime: '2026-03-01T10:00:00.000Z', status: 'Failed' }),
        aDeployment(id(3), { createTime: '2026-03-01T10:59:00.000Z', status: 'Failed' }),
        aDeployment(id(4), { createTime: '2026-03-01T10:30:00.000Z', status: 'Succeeded' }),
        aDeployment(id(5), { createTime: '2026-03-01T10:30:00.000Z', accountId: '000000000002' }),
      ]
      await store().commit(emptyCommit({ deployments: rows }))
      expect(await store().countDeployments(contractAccount, '2026-03-01T10:00:00.000Z')).toEqual([
        { hour: '2026-03-01T10', status: 'Failed', count: 2 },
        { hour: '2026-03-01T10', status: 'Succeeded', count: 1 },
      ])
    })

    it('are filtered by several applications, type, creator, revision, and words in small or capital letters', async () => {
      const inPlace = { deploymentType: 'IN_PLACE', deploymentOption: 'WITHOUT_TRAFFIC_CONTROL' } as const
      const blueGreen = { deploymentType: 'BLUE_GREEN', deploymentOption: 'WITH_TRAFFIC_CONTROL' } as const
      const { deploymentOverview } = aDeployment(id(5))
      const twoFailed = { deploymentOverview: { ...deploymentOverview, Failed: 2 } }
      const rows = [
        aDeployment(id(1), { createTime: minute(1), revisionName: 'shop-1.1', description: 'Ticket OPS-7: 100%' }),
        aDeployment(id(2), { createTime: minute(2), revisionName: 'shop-1.10', applicationName: 'warehouse' }),
        aDeployment(id(3), { createTime: minute(3), deploymentStyle: blueGreen, applicationName: 'billing' }),
        aDeployment(id(4), { createTime: minute(4), deploymentStyle: inPlace, creator: 'codeDeployRollback' }),
        aDeployment(id(5), { createTime: minute(5), revisionName: 'yard-1', applicationName: 'yard', ...twoFailed }),
      ]
      await store().commit(emptyCommit({ deployments: rows }))
      const found = async (filter: object) =>
        (await store().listDeployments({ accountId: contractAccount, limit: 10, ...filter })).rows.map(
          (row) => row.deploymentId,
        )

      const since = (applicationName: string, createTime = contractTime) => ({ applicationName, createTime })
      expect(await found({ applications: [since('warehouse'), since('billing')] })).toEqual([id(3), id(2)])
      expect(await found({ applications: [since('warehouse', minute(3)), since('billing', minute(3))] })).toEqual([
        id(3),
      ])
      expect(await found({ deploymentTypes: ['BLUE_GREEN'] })).toEqual([id(3)])
      expect(await found({ creators: ['codeDeployRollback', 'autoscaling'] })).toEqual([id(4)])
      expect(await found({ revisionName: 'shop-1.1' })).toEqual([id(1)])
      expect(await found({ text: 'ops-7' })).toEqual([id(1)])
      expect(await found({ text: id(2).toLowerCase() })).toEqual([id(2)])
      expect(await found({ text: 'SHOP-1.1' })).toEqual([id(2), id(1)])
      expect(await found({ text: '7_ 100%' })).toEqual([])
      expect(await found({ text: '7: 100%' })).toEqual([id(1)])
      expect(await found({ withFailedHosts: true })).toEqual([id(5)])
      expect(await found({ withFailedHosts: true, statuses: ['Failed'] })).toEqual([])
      expect(await found({ deploymentTypes: ['IN_PLACE'], creators: ['user'], text: 'shop' })).toEqual([id(2), id(1)])
    })

    it('are looked through no further than allowed for one page; the next one goes on from there', async () => {
      const rows = [1, 2, 3, 4, 5, 6, 7].map((n) =>
        aDeployment(id(n), { createTime: minute(n), status: n === 1 || n === 6 ? 'Failed' : 'Succeeded' }),
      )
      await store().commit(emptyCommit({ deployments: rows }))
      const query = { accountId: contractAccount, limit: 2, mostLookedAt: 3, statuses: ['Failed'] as const }

      const pages = []
      for (let cursor: string | undefined, at = 0; at < 4; at += 1) {
        const page = await store().listDeployments({ ...query, ...(cursor !== undefined && { cursor }) })
        pages.push([page.rows.map((row) => row.deploymentId), page.lookedBackTo])
        cursor = page.next
        if (cursor === undefined) break
      }
      expect(pages).toEqual([
        [[id(6)], minute(5)],
        [[], minute(2)],
        [[id(1)], undefined],
      ])
    })

    it('fill their pages as before when a limit is set and no facet asks to look at rows', async () => {
      await store().commit(
        emptyCommit({ deployments: [1, 2, 3].map((n) => aDeployment(id(n), { createTime: minute(n) })) }),
      )
      const page = await store().listDeployments({ accountId: contractAccount, limit: 3, mostLookedAt: 1 })
      expect([page.rows.length, page.next, page.lookedBackTo]).toEqual([3, undefined, undefined])
    })
  })
}
