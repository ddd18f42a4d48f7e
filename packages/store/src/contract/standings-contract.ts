/** The part of the suite about how the hosts of a group stand. */
import type { GroupHostStanding, HostStandingChange } from '@sluice/model'
import { describe, expect, it } from 'vitest'
import type { Store } from '../store.ts'
import { contractGroupId, emptyCommit } from './contract-rows.ts'

const otherGroup = '7d4f3c52-6f0e-4c8e-9b61-0a4d2f1c9e02'

/** `store`: the one that was opened for the running test. */
export function standingsContract(store: () => Store): void {
  const put = (...standings: HostStandingChange[]) => store().commit(emptyCommit({ standings }))

  describe('how the hosts of a group stand', () => {
    it('is kept by group and host: a host of two groups has two standings', async () => {
      await put(change(healthy('web-1')), change(unhealthy('web-1'), otherGroup))
      expect(await store().getStanding(contractGroupId, 'web-1')).toEqual(healthy('web-1'))
      expect(await store().getStanding(otherGroup, 'web-1')).toEqual(unhealthy('web-1'))
    })

    it('is undefined for a host that the group never deployed to, and a group without any has none', async () => {
      expect(await store().getStanding(contractGroupId, 'web-1')).toBeUndefined()
      expect(await store().listStandings(contractGroupId)).toEqual([])
    })

    it('is written over what was there, and comes in the order of the names', async () => {
      await put(change(healthy('web-2')), change(unhealthy('web-1')), change(healthy('web-10')))
      await put(change(unhealthy('web-2')), change(healthy('web-1')))
      expect(await store().listStandings(contractGroupId)).toEqual([
        healthy('web-1'),
        healthy('web-10'),
        unhealthy('web-2'),
      ])
    })

    it('is forgotten of a host that is gone', async () => {
      await put(change(healthy('web-1')), change(healthy('web-2')))
      await put({ deploymentGroupId: contractGroupId, instanceName: 'web-1', standing: undefined })
      expect(await store().listStandings(contractGroupId)).toEqual([healthy('web-2')])
    })

    it('is forgotten with a group that is deleted, not with one that is renamed', async () => {
      const at = { accountId: '000000000001', applicationName: 'storefront', deploymentGroupName: 'production' }
      const put = (key: string) => ({ collection: 'deploymentGroupIds', key, put: at }) as const
      const remove = { collection: 'deploymentGroupIds', key: otherGroup, remove: true } as const
      const standings = [change(healthy('web-1')), change(healthy('web-1'), otherGroup)]
      await store().commit(emptyCommit({ standings, directory: [put(contractGroupId), put(otherGroup)] }))
      await store().commit(emptyCommit({ directory: [put(contractGroupId), remove] }))
      expect(await store().listStandings(otherGroup)).toEqual([])
      expect(await store().listStandings(contractGroupId)).toEqual([healthy('web-1')])
      await store().commit(emptyCommit({ standings: [change(healthy('web-2'), otherGroup)], directory: [remove] }))
      expect(await store().listStandings(otherGroup)).toEqual([])
    })
  })
}

const healthy = (instanceName: string): GroupHostStanding => ({
  instanceName,
  instanceHealth: 'Healthy',
  revisionHealth: 'Current',
  revisionName: 'storefront-1.1',
})

const unhealthy = (instanceName: string): GroupHostStanding => ({
  instanceName,
  instanceHealth: 'Unhealthy',
  revisionHealth: 'Unknown',
})

function change(standing: GroupHostStanding, deploymentGroupId = contractGroupId): HostStandingChange {
  return { deploymentGroupId, instanceName: standing.instanceName, standing }
}
