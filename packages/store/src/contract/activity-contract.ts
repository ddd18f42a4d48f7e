/** The part of the suite about activity: facts about whole deployments, newest first, in pages that look at a bounded number. */
import { RefusalError, type DeploymentEvent } from '@sluice/model'
import { describe, expect, it } from 'vitest'
import type { ActivityQuery, Store } from '../store.ts'
import { aDeployment, aSpec, contractAccount, contractTime, emptyCommit } from './contract-rows.ts'

const id = (n: number) => `d-AAAAAAAA${n}`
const at = 1_772_359_200_000
const held = (by: string): DeploymentEvent => ({ v: 1, at, type: 'DeploymentHeld', by })
const goesOn = (by: string): DeploymentEvent => ({ v: 1, at, type: 'DeploymentContinued', by })
const moved: DeploymentEvent = { v: 1, at, type: 'TrafficMoved' }
const ofAHost: DeploymentEvent = { v: 1, at, type: 'TargetWaiting', target: 0 }

/** `store`: the one that was opened for the running test. */
export function activityContract(store: () => Store): void {
  const keep = (n: number, after: number, ...events: DeploymentEvent[]) =>
    store().commit(
      emptyCommit({
        deployments: [aDeployment(id(n), n === 2 ? { applicationName: 'billing' } : {})],
        appended: [{ aggregate: `deployment:${id(n)}`, after, events }],
      }),
    )
  const list = async (over: Partial<ActivityQuery> = {}) => {
    const page = await store().listActivity({ accountId: contractAccount, limit: 10, mostLookedAt: 100, ...over })
    return { ...page, rows: page.rows.map(({ fact, deployment }) => `${deployment.deploymentId} ${fact.type}`) }
  }

  describe('activity', () => {
    it('is what happened to whole deployments, newest first; what happens on a host is not', async () => {
      await keep(1, 0, held('Dana'), ofAHost)
      await keep(2, 0, moved)
      await keep(1, 2, goesOn('Eve'))
      expect(await list()).toEqual({
        rows: [`${id(1)} DeploymentContinued`, `${id(2)} TrafficMoved`, `${id(1)} DeploymentHeld`],
      })
    })

    it('tells who made a deployment, of what and to how many hosts, without the hosts', async () => {
      const spec = aSpec(id(1), ['web-1', 'web-2', 'web-3'])
      await keep(1, 0, { v: 1, at, type: 'DeploymentCreated', spec }, moved)
      const { rows } = await store().listActivity({ accountId: contractAccount, limit: 10, mostLookedAt: 100 })
      const fact = { type: 'DeploymentCreated', at, startedBy: 'Dana', revisionName: spec.revision.name, hosts: 3 }
      expect(rows.map(({ deployment: _, ...row }) => row)).toEqual([
        { place: 2, kind: 'traffic', fact: moved },
        { place: 1, kind: 'created', by: 'Dana', fact },
      ])
    })

    it('is found by application, kind and person', async () => {
      await keep(1, 0, held('Dana'), goesOn('Eve'))
      await keep(2, 0, moved)
      const billing = { applicationName: 'billing', createTime: contractTime }
      expect((await list({ applications: [billing] })).rows).toEqual([`${id(2)} TrafficMoved`])
      expect((await list({ applications: [{ ...billing, createTime: '2026-03-01T10:00:00.001Z' }] })).rows).toEqual([])
      expect((await list({ kinds: ['asked'] })).rows).toEqual([
        `${id(1)} DeploymentContinued`,
        `${id(1)} DeploymentHeld`,
      ])
      expect((await list({ by: 'Dana' })).rows).toEqual([`${id(1)} DeploymentHeld`])
      expect((await list({ accountId: '000000000002' })).rows).toEqual([])
    })

    it('comes in pages without gaps and repeats, also where most is looked at in vain', async () => {
      for (let n = 0; n < 6; n += 1) await keep(1, n, n % 3 === 0 ? moved : held('Dana'))
      const kinds = ['traffic'] as const
      const first = await list({ limit: 1, kinds, mostLookedAt: 4 })
      expect([first.rows.length, first.next !== undefined]).toEqual([1, true])
      const seen = [...first.rows]
      let next = first.next
      for (let pages = 0; next !== undefined && pages < 10; pages += 1) {
        const page = await list({ limit: 1, kinds, mostLookedAt: 2, cursor: next })
        seen.push(...page.rows)
        next = page.next
      }
      expect(seen).toEqual([`${id(1)} TrafficMoved`, `${id(1)} TrafficMoved`])
      expect(next).toBeUndefined()
    })

    it('refuses a place that was not given out', async () => {
      await expect(list({ cursor: 'yesterday' })).rejects.toBeInstanceOf(RefusalError)
    })
  })
}
