/** The part of the suite about names: deployments bear those that their application and group have today. */
import { describe, expect, it } from 'vitest'
import type { Store } from '../store.ts'
import { aDeployment, contractAccount, contractTime, emptyCommit } from './contract-rows.ts'

const id = (n: number) => `d-AAAAAAAA${n}`
const otherGroup = '7d4f3c52-6f0e-4c8e-9b61-0a4d2f1c9e02'

/** `store`: the one that was opened for the running test. */
export function renamesContract(store: () => Store): void {
  const namesOf = async (n: number) => {
    const row = await store().getDeployment(id(n))
    return `${row?.applicationName}/${row?.deploymentGroupName}`
  }
  const listed = async (applicationName: string) =>
    (await store().listDeployments({ accountId: contractAccount, applicationName, limit: 10 })).rows.length

  describe('deployments of what is renamed', () => {
    it('bear the new name of their application, and are listed under it', async () => {
      const rows = [aDeployment(id(1)), aDeployment(id(2)), aDeployment(id(3), { applicationName: 'billing' })]
      await store().commit(emptyCommit({ deployments: rows }))
      const rename = {
        of: 'application',
        accountId: contractAccount,
        from: 'storefront',
        createTime: contractTime,
        to: 'shop',
      } as const
      await store().commit(emptyCommit({ renames: [rename] }))
      expect([await listed('shop'), await listed('storefront'), await listed('billing')]).toEqual([2, 0, 1])
      expect(await namesOf(1)).toBe('shop/production')
      expect(await namesOf(3)).toBe('billing/production')
    })

    it('keep their name when they are older than the application: another one had its name then', async () => {
      const rows = [aDeployment(id(1), { createTime: '2026-03-01T09:59:59.999Z' }), aDeployment(id(2))]
      await store().commit(emptyCommit({ deployments: rows }))
      const from = { from: 'storefront', createTime: contractTime }
      const rename = { of: 'application', accountId: contractAccount, ...from, to: 'shop' } as const
      await store().commit(emptyCommit({ renames: [rename] }))
      expect([await namesOf(1), await namesOf(2)]).toEqual(['storefront/production', 'shop/production'])
    })

    it('bear the new name of their group, and those of another group of the old name do not', async () => {
      const rows = [aDeployment(id(1)), aDeployment(id(2), { deploymentGroupId: otherGroup })]
      await store().commit(emptyCommit({ deployments: rows }))
      const { deploymentGroupId } = aDeployment(id(1))
      const rename = { of: 'deploymentGroup', accountId: contractAccount, deploymentGroupId, to: 'live' } as const
      await store().commit(emptyCommit({ renames: [rename] }))
      expect([await namesOf(1), await namesOf(2)]).toEqual(['storefront/live', 'storefront/production'])
    })

    it('keep the new names when they are written again under the old ones', async () => {
      await store().commit(emptyCommit({ deployments: [aDeployment(id(1))] }))
      const rename = {
        of: 'application',
        accountId: contractAccount,
        from: 'storefront',
        createTime: contractTime,
        to: 'shop',
      } as const
      await store().commit(emptyCommit({ renames: [rename] }))
      const names = { deploymentId: id(1), applicationName: 'shop', deploymentGroupName: 'production' }
      const failed = aDeployment(id(1), { status: 'Failed' })
      expect((await store().commit(emptyCommit({ deployments: [failed] }))).otherNames).toEqual([names])
      expect(await store().getDeployment(id(1))).toEqual(
        aDeployment(id(1), { applicationName: 'shop', status: 'Failed' }),
      )
    })

    it('that bear the names the commit gives them are not told of', async () => {
      await store().commit(emptyCommit({ deployments: [aDeployment(id(1))] }))
      expect((await store().commit(emptyCommit({ deployments: [aDeployment(id(1))] }))).otherNames).toEqual([])
    })

    it('are left alone in another account', async () => {
      await store().commit(emptyCommit({ deployments: [aDeployment(id(1))] }))
      const rename = {
        of: 'application',
        accountId: '000000000002',
        from: 'storefront',
        createTime: contractTime,
        to: 'shop',
      } as const
      await store().commit(emptyCommit({ renames: [rename] }))
      expect(await namesOf(1)).toBe('storefront/production')
    })
  })
}
