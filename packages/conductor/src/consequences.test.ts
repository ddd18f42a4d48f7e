/** What a fact about a group changes in the directory: in its commit, or not at all. */
import { firstAccountId, type GroupSignal } from '@sluice/model'
import { directoryKeys, openMemoryStore } from '@sluice/store'
import { failingStore } from '@sluice/store/contract'
import { aDeploymentSpec, anInstance, testEpoch, testGroupId } from '@sluice/testkit'
import { describe, expect, it } from 'vitest'
import type { Consequences } from './consequences.ts'
import { createSignal, deploymentId, hold, openDoorThatChanges, unrefused } from './testing/a-door.ts'

const key = directoryKeys.instance(firstAccountId, 'web-3')

/** The end takes web-3 out, and another deployment hears of it. */
const takesOut: Consequences = async (_, __, fact, pending) =>
  fact.type !== 'DeploymentReleased' || pending.length > 0
    ? undefined
    : {
        changes: [{ collection: 'instances', key, put: anInstance({ instanceName: 'web-3' }) }],
        by: [
          {
            actor: { kind: 'service', accountId: firstAccountId, name: 'policy' },
            action: 'deregisterOnPremisesInstance',
            resource: 'instance:web-3',
            requestId: '',
          },
        ],
        signals: [hold('the policy')],
      }

const ends: GroupSignal = {
  to: 'group',
  groupId: testGroupId,
  kind: 'deploymentEnded',
  deploymentId,
  ending: { status: 'Failed', at: testEpoch, spec: aDeploymentSpec({ deploymentId }) },
}

describe('what follows a fact about a group', () => {
  it('is stored with it, with its line in the audit, and who is told of it decides in the same commit', async () => {
    const { conductor, committed, store } = openDoorThatChanges(takesOut)
    await conductor.submit(createSignal())
    await conductor.submit(ends)
    const last = committed.at(-1)
    expect(last?.directory).toMatchObject([{ key }])
    expect(last?.appended.flatMap(({ events }) => events.map(({ type }) => type))).toEqual([
      'DeploymentReleased',
      'DeploymentHeld',
    ])
    expect(await store.listAudit({ accountId: firstAccountId, limit: 9 })).toMatchObject([
      { actor: 'service:policy', resource: 'instance:web-3', outcome: 'done' },
    ])
  })

  it('does not happen when the commit fails, and happens with the fact at the next attempt', async () => {
    const { conductor, store, committed } = openDoorThatChanges(
      takesOut,
      failingStore(openMemoryStore(), { failAt: 2 }),
    )
    await conductor.submit(createSignal())
    await expect(conductor.submit(ends)).rejects.toThrow('could not be stored')
    expect(await store.get('instances', key)).toBeUndefined()
    expect(await store.listAudit({ accountId: firstAccountId, limit: 9 })).toEqual([])
    unrefused(await conductor.submit(ends))
    expect(await store.get('instances', key)).toBeDefined()
    expect(committed.at(-1)?.appended).toHaveLength(2)
  })

  it('sees what the same commit changes already: nothing is done twice', async () => {
    const { conductor, committed } = openDoorThatChanges(takesOut)
    await conductor.submit(createSignal())
    await Promise.all([conductor.submit(ends), conductor.submit(ends)])
    expect(committed.flatMap(({ directory }) => directory)).toHaveLength(1)
    expect(committed).toHaveLength(2)
  })

  it('keeps no fact back when it cannot be found out: that is told, and nothing follows', async () => {
    const broken: Consequences = async (_, __, { type }) => {
      if (type === 'DeploymentReleased') throw new Error('no such row')
      return undefined
    }
    const { conductor, committed, complaints } = openDoorThatChanges(broken)
    await conductor.submit(createSignal())
    unrefused(await conductor.submit(ends))
    expect(committed).toHaveLength(2)
    expect(complaints).toEqual(['what should follow DeploymentReleased could not be found out, and does not'])
  })
})
