/** The part of the suite about what a group did, found behind any number of small deployments. */
import { describe, expect, it } from 'vitest'
import type { Store } from '../store.ts'
import { aDeployment, aTarget, contractAccount, contractGroupId, contractTime, emptyCommit } from './contract-rows.ts'

const id = (n: number) => `d-AAAAAAAA${n}`
const minute = (n: number) => contractTime.replace('10:00', `10:0${n}`)
const otherGroup = '7d4f3c52-6f0e-4c8e-9b61-0a4d2f1c9e02'
const group = { accountId: contractAccount, deploymentGroupId: contractGroupId }
const narrowed = { by: 'onlyTargets', leftOut: 2, othersRunIt: false } as const
const nobodyFailed = { Pending: 0, InProgress: 0, Succeeded: 1, Failed: 0, Skipped: 0, Ready: 0 }

/** `store`: the one that was opened for the running test. */
export function groupHistoryContract(store: () => Store): void {
  const keep = (...deployments: ReturnType<typeof aDeployment>[]) => store().commit(emptyCommit({ deployments }))
  const succeeded = (n: number, part: Parameters<typeof aDeployment>[1] = {}) =>
    aDeployment(id(n), { createTime: minute(n), status: 'Succeeded', ...part })

  describe('successes of a whole group', () => {
    const whole = async (limit = 10) =>
      (await store().listWholeSuccesses({ ...group, limit })).map((row) => row.deploymentId)

    it('come newest first, without what failed and what was for a part of the hosts', async () => {
      await keep(succeeded(1), succeeded(2), succeeded(3, { status: 'Failed' }), succeeded(4, { narrowed }))
      await keep(succeeded(5, { accountId: '000000000002' }), succeeded(6, { deploymentGroupId: otherGroup }))
      expect(await whole()).toEqual([id(2), id(1)])
      expect(await whole(1)).toEqual([id(2)])
    })

    it('are those to a part too when no host was left out, or all others run it and none failed', async () => {
      const othersRunIt = { ...narrowed, othersRunIt: true }
      await keep(succeeded(1, { narrowed: { ...narrowed, leftOut: 0 } }))
      await keep(succeeded(2, { narrowed: othersRunIt, deploymentOverview: nobodyFailed }))
      await keep(succeeded(3, { narrowed: othersRunIt, deploymentOverview: { ...nobodyFailed, Failed: 1 } }))
      expect(await whole()).toEqual([id(2), id(1)])
    })

    it('are known from the moment at which one succeeds', async () => {
      await keep(succeeded(1, { status: 'InProgress' }))
      expect(await whole()).toEqual([])
      await keep(succeeded(1))
      expect(await whole()).toEqual([id(1)])
    })
  })

  describe('what a group did on one host', () => {
    const web1 = { ...group, targetId: 'web-1', limit: 10, mostLookedAt: 10 }
    const on = async (query: object = {}) => {
      const { rows, isAll } = await store().listTargetsOfHost({ ...web1, ...query })
      return [rows.map((row) => row.deploymentId), isAll]
    }
    const reached = (n: number, targetId: string, part: Parameters<typeof aDeployment>[1] = {}) =>
      store().commit(emptyCommit({ deployments: [succeeded(n, part)], targets: [aTarget(id(n), 0, { targetId })] }))

    it('comes newest first, without deployments to others and of other groups', async () => {
      await reached(1, 'web-1')
      await reached(2, 'web-2')
      await reached(3, 'web-1')
      await reached(4, 'web-1', { deploymentGroupId: otherGroup })
      expect(await on()).toEqual([[id(3), id(1)], true])
      expect(await on({ createdFrom: minute(2) })).toEqual([[id(3)], true])
      expect(await on({ createdTo: minute(2) })).toEqual([[id(1)], true])
      expect(await on({ targetId: 'web-9' })).toEqual([[], true])
    })

    it('is said not to be all where more was asked for than may be answered or looked at', async () => {
      await reached(1, 'web-1')
      await reached(2, 'web-2')
      await reached(3, 'web-1')
      expect(await on({ limit: 1 })).toEqual([[id(3)], false])
      expect(await on({ limit: 2 })).toEqual([[id(3), id(1)], true])
      expect(await on({ mostLookedAt: 2 })).toEqual([[id(3)], false])
      expect(await on({ mostLookedAt: 3 })).toEqual([[id(3), id(1)], true])
    })
  })
}
