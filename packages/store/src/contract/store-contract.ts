/** The promises of the `Store` port, as one suite that every adapter runs. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { directoryKeys } from '../directory-keys.ts'
import type { AggregateKey, Store } from '../store.ts'
import { TwoWriters } from '../two-writers.ts'
import { activityContract } from './activity-contract.ts'
import { auditContract } from './audit-contract.ts'
import {
  aDeployment,
  aLoadBalancer,
  aMember,
  anApplication,
  anAuditEntry,
  anEvent,
  aScalingGroup,
  aTarget,
  aTargetGroup,
  contractAccount,
  emptyCommit,
} from './contract-rows.ts'
import { deploymentsContract } from './deployments-contract.ts'
import { failingStore, StoreBroke } from './failing-store.ts'
import { groupHistoryContract } from './group-history-contract.ts'
import { historyContract } from './history-contract.ts'
import { renamesContract } from './renames-contract.ts'
import { standingsContract } from './standings-contract.ts'

export interface StoreUnderTest {
  open(): Store | Promise<Store>
  /** Removes what `open` made. */
  clear(): void | Promise<void>
}

const deployment: AggregateKey = 'deployment:d-AAAAAAAA1'

export function storeContract(name: string, underTest: StoreUnderTest): void {
  describe(`${name} keeps the promises of a store`, () => {
    let store: Store
    beforeEach(async () => {
      store = await underTest.open()
    })
    afterEach(async () => {
      await store.close()
      await underTest.clear()
    })

    describe('commits', () => {
      it('number themselves from 1 without gaps', async () => {
        expect(store.lastSeq()).toBe(0)
        expect(await store.commit(emptyCommit())).toMatchObject({ seq: 1 })
        expect(await store.commit(emptyCommit())).toMatchObject({ seq: 2 })
        expect(store.lastSeq()).toBe(2)
      })

      it('write nothing at all when another writer has appended to one of their aggregates', async () => {
        await store.commit(emptyCommit({ appended: [{ aggregate: deployment, after: 0, events: [anEvent(1)] }] }))
        const late = emptyCommit({
          appended: [
            { aggregate: 'deployment:d-AAAAAAAA2', after: 0, events: [anEvent(2)] },
            { aggregate: deployment, after: 0, events: [anEvent(3)] },
          ],
          deployments: [aDeployment('d-AAAAAAAA2')],
          targets: [aTarget('d-AAAAAAAA2', 0)],
          directory: [{ collection: 'notes', key: 'late', put: { value: 'x' } }],
          idempotency: [{ scope: 's', bodyHash: 'h', answer: '{}', expiresAt: 5000 }],
          audit: [anAuditEntry()],
        })

        await expect(store.commit(late)).rejects.toThrow(TwoWriters)

        expect(await store.loadEvents(deployment, 0)).toEqual([anEvent(1)])
        expect(await store.loadEvents('deployment:d-AAAAAAAA2', 0)).toEqual([])
        expect(await store.getDeployment('d-AAAAAAAA2')).toBeUndefined()
        expect(await store.listTargets('d-AAAAAAAA2')).toEqual([])
        expect(await store.get('notes', 'late')).toBeUndefined()
        expect(await store.findAnswer('s', 0)).toBeUndefined()
        expect(await store.listAudit({ accountId: contractAccount, limit: 10 })).toEqual([])
        expect(store.lastSeq()).toBe(1)
      })
    })

    describe('events and snapshots', () => {
      it('come back in order, after a number, in slices', async () => {
        await store.commit(
          emptyCommit({ appended: [{ aggregate: deployment, after: 0, events: [anEvent(1), anEvent(2)] }] }),
        )
        await store.commit(emptyCommit({ appended: [{ aggregate: deployment, after: 2, events: [anEvent(3)] }] }))

        expect(await store.loadEvents(deployment, 0)).toEqual([anEvent(1), anEvent(2), anEvent(3)])
        expect(await store.loadEvents(deployment, 1)).toEqual([anEvent(2), anEvent(3)])
        expect(await store.loadEvents(deployment, 0, 2)).toEqual([anEvent(1), anEvent(2)])
        expect(await store.loadEvents('group:other', 0)).toEqual([])
      })

      it('keep one snapshot an aggregate, the last', async () => {
        expect(await store.loadSnapshot(deployment)).toBeUndefined()
        const snapshot = { aggregate: deployment, at: 2, engineVersion: '1', state: new Uint8Array([1, 2]) }
        await store.commit(emptyCommit({ snapshots: [snapshot] }))
        await store.commit(emptyCommit({ snapshots: [{ ...snapshot, at: 3, state: new Uint8Array([0, 255]) }] }))

        const found = await store.loadSnapshot(deployment)
        expect({ ...found, state: [...(found?.state ?? [])] }).toEqual({ ...snapshot, at: 3, state: [0, 255] })
      })
    })

    describe('the directory', () => {
      it('puts, replaces and removes rows', async () => {
        const key = directoryKeys.application(contractAccount, 'storefront')
        const row = anApplication('storefront')
        await store.commit(emptyCommit({ directory: [{ collection: 'applications', key, put: row }] }))
        expect(await store.get('applications', key)).toEqual(row)

        const changed = { ...row, createdBy: 'Kim' }
        await store.commit(emptyCommit({ directory: [{ collection: 'applications', key, put: changed }] }))
        expect(await store.get('applications', key)).toEqual(changed)

        await store.commit(emptyCommit({ directory: [{ collection: 'applications', key, remove: true }] }))
        expect(await store.get('applications', key)).toBeUndefined()
        expect(await store.list('applications', '')).toEqual([])
      })

      it('applies the changes of one commit one after the other', async () => {
        await store.commit(
          emptyCommit({
            directory: [
              { collection: 'notes', key: 'a', put: { value: '1' } },
              { collection: 'notes', key: 'a', remove: true },
              { collection: 'notes', key: 'a', put: { value: '2' } },
            ],
          }),
        )
        expect(await store.get('notes', 'a')).toEqual({ value: '2' })
      })

      it('lists what starts with a prefix, in the order of UTF-8, and nothing beside it', async () => {
        const keys = ['a/\u{1F600}', 'a/\uFFFD', 'a/b', 'a/B', 'a/%', 'a', 'a0', 'b/a', 'a/', 'a/x\u00002', 'a/x']
        await store.commit(
          emptyCommit({ directory: keys.map((key) => ({ collection: 'notes', key, put: { value: key } })) }),
        )
        const listed = (await store.list('notes', 'a/')).map((row) => row.value)
        expect(listed).toEqual(['a/', 'a/%', 'a/B', 'a/b', 'a/x', 'a/x\u00002', 'a/\uFFFD', 'a/\u{1F600}'])
      })

      it('gives entries with their keys, in the same order', async () => {
        const keys = ['a/c', 'a/b', 'b/a']
        await store.commit(
          emptyCommit({ directory: keys.map((key) => ({ collection: 'notes', key, put: { value: `at ${key}` } })) }),
        )
        expect(await store.entries('notes', 'a/')).toEqual([
          { key: 'a/b', row: { value: 'at a/b' } },
          { key: 'a/c', row: { value: 'at a/c' } },
        ])
        expect(await store.entries('users', '')).toEqual([])
      })

      it('keeps balancers, target groups and scaling groups as they were put', async () => {
        const [balancer, group, fleet] = [aLoadBalancer('edge'), aTargetGroup('shop', 'edge'), aScalingGroup('web')]
        const keys = {
          balancer: directoryKeys.loadBalancer(contractAccount, 'edge'),
          group: directoryKeys.targetGroup(contractAccount, 'shop'),
          fleet: directoryKeys.scalingGroup(contractAccount, 'web'),
        }
        await store.commit(
          emptyCommit({
            directory: [
              { collection: 'loadBalancers', key: keys.balancer, put: balancer },
              { collection: 'targetGroups', key: keys.group, put: group },
              { collection: 'scalingGroups', key: keys.fleet, put: fleet },
            ],
          }),
        )
        expect(await store.get('loadBalancers', keys.balancer)).toEqual(balancer)
        expect(await store.list('targetGroups', directoryKeys.targetGroups(contractAccount))).toEqual([group])
        expect(await store.list('scalingGroups', '')).toEqual([fleet])
      })

      it('keeps drafts and saved views as they were put', async () => {
        const when = {
          userId: 'user:u-1',
          createdBy: 'dana@example.com',
          updatedBy: 'eve@example.com',
          updateTime: '2026-03-01T10:00:00.000Z',
        }
        const draft = { draftId: 'dr-1', accountId: contractAccount, search: '?application=shop', ...when }
        const view = {
          viewId: 'v-1',
          accountId: contractAccount,
          screen: 'deployments' as const,
          name: 'Failed today',
          search: '?status=Failed',
          scope: 'team' as const,
          userId: 'u-1',
          createdBy: 'dana@example.com',
          createTime: '2026-03-01T10:00:00.000Z',
        }
        await store.commit(
          emptyCommit({
            directory: [
              { collection: 'drafts', key: directoryKeys.draft(contractAccount, 'dr-1'), put: draft },
              { collection: 'savedViews', key: directoryKeys.savedView(contractAccount, 'v-1'), put: view },
            ],
          }),
        )
        expect(await store.list('drafts', directoryKeys.drafts(contractAccount))).toEqual([draft])
        expect(await store.get('savedViews', directoryKeys.savedView(contractAccount, 'v-1'))).toEqual(view)
      })

      it('lists the members of one target group, and none of one whose name begins the same', async () => {
        const members = [
          aMember('shop', 'web-2', { traffic: 'draining', drainingSince: 1_772_359_200_000 }),
          aMember('shop', 'web-1', { weight: 0, traffic: 'test' }),
          aMember('shop-2', 'web-1'),
        ]
        const keyOf = ({ targetGroupName, targetId }: (typeof members)[number]) =>
          directoryKeys.member(contractAccount, targetGroupName, targetId)
        const directory = members.map((put) => ({ collection: 'targetGroupMembers' as const, key: keyOf(put), put }))
        await store.commit(emptyCommit({ directory }))
        const shop = directoryKeys.members(contractAccount, 'shop')
        expect(await store.list('targetGroupMembers', shop)).toEqual([members[1], members[0]])

        const gone = directoryKeys.member(contractAccount, 'shop', 'web-1')
        await store.commit(emptyCommit({ directory: [{ collection: 'targetGroupMembers', key: gone, remove: true }] }))
        expect(await store.list('targetGroupMembers', shop)).toEqual([members[0]])
        expect(await store.list('targetGroupMembers', '')).toHaveLength(2)
      })

      it('keeps versions of an artifact apart from the newest', async () => {
        const newest = directoryKeys.artifact(contractAccount, 'releases', 'a.zip')
        const second = directoryKeys.artifact(contractAccount, 'releases', 'a.zip', '2')
        await store.commit(
          emptyCommit({
            directory: [
              { collection: 'notes', key: newest, put: { value: 'newest' } },
              { collection: 'notes', key: second, put: { value: 'second' } },
            ],
          }),
        )
        expect(await store.get('notes', newest)).toEqual({ value: 'newest' })
        expect(await store.get('notes', second)).toEqual({ value: 'second' })
      })

      it('gives every reader a row of its own', async () => {
        await store.commit(emptyCommit({ directory: [{ collection: 'notes', key: 'a', put: { value: '1' } }] }))
        const row = await store.get('notes', 'a')
        if (row !== undefined) row.value = 'changed by a reader'
        expect(await store.get('notes', 'a')).toEqual({ value: '1' })
      })
    })

    deploymentsContract(() => store)
    groupHistoryContract(() => store)
    historyContract(() => store)
    renamesContract(() => store)
    standingsContract(() => store)
    activityContract(() => store)
    auditContract(() => store)

    describe('kept answers', () => {
      const answer = { scope: 'a b c', bodyHash: 'h', answer: '{"deploymentId":"d-AAAAAAAA1"}', expiresAt: 2000 }

      it('are found until they expire', async () => {
        await store.commit(emptyCommit({ at: 1000, idempotency: [answer] }))
        expect(await store.findAnswer('a b c', 1999)).toEqual(answer)
        expect(await store.findAnswer('a b c', 2000)).toBeUndefined()
        expect(await store.findAnswer('a b', 1000)).toBeUndefined()
      })

      it('give way to a new one after they expired', async () => {
        await store.commit(emptyCommit({ at: 1000, idempotency: [answer] }))
        const next = { ...answer, answer: '{}', expiresAt: 5000 }
        await store.commit(emptyCommit({ at: 3000, idempotency: [next] }))
        expect(await store.findAnswer('a b c', 3000)).toEqual(next)
      })

      it('are deleted when others are written after they expired', async () => {
        await store.commit(emptyCommit({ at: 1000, idempotency: [answer] }))
        await store.commit(emptyCommit({ at: 3000, idempotency: [{ ...answer, scope: 'x', expiresAt: 5000 }] }))
        expect(await store.findAnswer('a b c', 0)).toBeUndefined()
      })
    })

    describe('wrapped to fail at commit 2', () => {
      const second = emptyCommit({ directory: [{ collection: 'notes', key: 'second', put: { value: 'x' } }] })

      it('has nothing of it when it failed before writing, and works again', async () => {
        const failing = failingStore(store, { failAt: 2 })
        await failing.commit(emptyCommit())
        await expect(failing.commit(second)).rejects.toThrow(StoreBroke)
        expect(failing.lastSeq()).toBe(1)
        expect(await failing.get('notes', 'second')).toBeUndefined()
        expect(await failing.commit(second)).toMatchObject({ seq: 2 })
      })

      it('tells by `lastSeq` that it was written when only the answer was lost', async () => {
        const failing = failingStore(store, { failAt: 2, when: 'after' })
        await failing.commit(emptyCommit())
        await expect(failing.commit(second)).rejects.toThrow(StoreBroke)
        expect(failing.lastSeq()).toBe(2)
        expect(await failing.get('notes', 'second')).toEqual({ value: 'x' })
      })
    })
  })
}
