/** What a fact about a group changes in the directory: in its commit, or not at all. */
import { firstAccountId, type GroupSignal } from '@sluice/model'
import { directoryKeys, openMemoryStore, type Store } from '@sluice/store'
import { failingStore } from '@sluice/store/contract'
import { aDeploymentSpec, anInstance, movableClock, testEpoch, testGroupId } from '@sluice/testkit'
import { describe, expect, it } from 'vitest'
import type { Consequences } from './consequences.ts'
import {
  byDana,
  createSignal,
  deploymentId,
  hold,
  openDoorThatChanges,
  openDoorWith,
  rollbackDeploymentId,
  unrefused,
} from './testing/a-door.ts'
import { countingEngine, faults } from './testing/counting-engine.ts'
import type { Follows } from './told-groups.ts'

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

const ends: Extract<GroupSignal, { kind: 'deploymentEnded' }> = {
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

  it('sees what the same commit starts: another group’s end may have been decided just before', async () => {
    const seen: string[][] = []
    const { conductor } = openDoorThatChanges(async (_, __, { type }, ___, starting) => {
      if (type === 'DeploymentReleased') seen.push(starting().map((spec) => spec.deploymentId))
      return undefined
    })
    await conductor.submit(createSignal())
    const other = createSignal('d-BBBBBBBB1', '0190a5d2-7c3e-4a7b-9b1f-3f5d2c1b0a98')
    await Promise.all([conductor.submit(other), conductor.submit(ends)])
    expect(seen).toEqual([['d-BBBBBBBB1']])
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

describe('another group that is told of it', () => {
  const elsewhere = '0190a5d2-7c3e-4a7b-9b1f-3f5d2c1b0a98'
  const third = '0190a5d2-7c3e-4a7b-9b1f-3f5d2c1b0a99'
  const other = 'd-BBBBBBBB1'
  const told = (by: string) => hold(by, other)
  const doorThatTells = (follows: Follows, store?: Store) =>
    openDoorWith(countingEngine, store ?? openMemoryStore(), movableClock(), follows, takesOut)
  const complaint = 'what should follow a fact could not be done, and is left out'

  it('and cannot be loaded keeps no end back, and the others hear of it', async () => {
    const whole = openMemoryStore()
    const loadEvents: Store['loadEvents'] = async (key, ...range) => {
      if (key === `group:${elsewhere}`) throw new Error('events that nobody can read')
      return whole.loadEvents(key, ...range)
    }
    const gone: GroupSignal = { to: 'group', groupId: elsewhere, kind: 'hostsGone', hosts: ['web-3'] }
    const tells: Follows = async (_, changes) => (changes.length === 0 ? [] : [gone, told('the others')])
    const door = doorThatTells(tells, { ...whole, loadEvents })
    await door.conductor.submit(createSignal())
    await door.conductor.submit(createSignal(other, third))
    unrefused(await door.conductor.submit(ends))
    expect(door.committed.at(-1)?.directory).toMatchObject([{ key }])
    expect(await whole.loadEvents(`deployment:${other}`, 1)).toMatchObject([{ by: 'the others' }])
    expect(door.complaints).toEqual([complaint])
  })

  it('and takes it in, but what comes of that cannot be decided, is left as it was', async () => {
    const whole = openMemoryStore()
    const loadEvents: Store['loadEvents'] = async (key, ...range) => {
      if (key === `deployment:${rollbackDeploymentId}`) throw new Error('events that nobody can read')
      return whole.loadEvents(key, ...range)
    }
    const rollback = aDeploymentSpec({ deploymentId: rollbackDeploymentId, deploymentGroupId: third })
    const endsToo: GroupSignal = { ...ends, groupId: third, deploymentId: other, ending: { ...ends.ending, rollback } }
    const tells: Follows = async (_, changes) => (changes.length === 0 ? [] : [endsToo])
    const door = doorThatTells(tells, { ...whole, loadEvents })
    await door.conductor.submit(createSignal())
    await door.conductor.submit(createSignal(other, third))
    unrefused(await door.conductor.submit(ends))
    expect(await whole.loadEvents(`group:${testGroupId}`, 1)).toMatchObject([{ type: 'DeploymentReleased' }])
    expect(await whole.loadEvents(`group:${third}`, 1)).toEqual([])
    expect(door.complaints).toEqual([complaint])
  })

  it.each([faults.decide, faults.evolve])(
    'and fails (%s) keeps back neither the end nor what came with it in the tick, and nothing is done twice',
    async (fault) => {
      const door = doorThatTells(async () => [told('before'), told(fault), told('after')])
      await door.conductor.submit(createSignal())
      await door.conductor.submit(createSignal(other, third))
      const answers = await Promise.all([
        door.conductor.submit(told('first')),
        door.conductor.submit(ends),
        door.conductor.submit(told('last')),
      ])
      answers.forEach(unrefused)
      const holds = await door.store.loadEvents(`deployment:${other}`, 1)
      expect(holds).toMatchObject([{ by: 'first' }, { by: 'before' }, { by: 'after' }, { by: 'last' }])
      expect(door.committed.at(-1)?.directory).toMatchObject([{ key }])
      expect(await door.store.listAudit({ accountId: firstAccountId, limit: 9 })).toHaveLength(1)
      expect(door.complaints).toEqual([complaint])
    },
  )

  it('is left out of what a change told the group whose deployment ended by it, and the change is kept', async () => {
    const door = doorThatTells(async (_, [change]) => (change?.collection === 'notes' ? [ends] : [told(faults.evolve)]))
    await door.conductor.submit(createSignal())
    await door.conductor.submit(createSignal(other, third))
    const laid = { collection: 'notes', key: 'laid', put: { value: 'yes' } } as const
    const changed = await door.conductor.change({
      by: byDana(),
      decide: async () => ({ changes: [laid], answer: 'laid' }),
    })
    expect(changed).toBe('laid')
    expect(door.committed.at(-1)?.directory).toMatchObject([{ key }, laid])
    expect(door.complaints).toEqual([complaint])
  })

  it('is not told of what its own deployment could not be told: nothing follows, and the end is kept', async () => {
    const broken: Consequences = async (...asked) => {
      const found = await takesOut(...asked)
      return found && { ...found, signals: [hold(faults.evolve)] }
    }
    const tells: Follows = async (_, changes) => (changes.length === 0 ? [] : [told('the others')])
    const door = openDoorWith(countingEngine, openMemoryStore(), movableClock(), tells, broken)
    await door.conductor.submit(createSignal())
    await door.conductor.submit(createSignal(other, third))
    unrefused(await door.conductor.submit(ends))
    expect(door.committed.at(-1)?.appended.flatMap(({ events }) => events.map(({ type }) => type))).toEqual([
      'DeploymentReleased',
    ])
    expect(await door.store.get('instances', key)).toBeUndefined()
    expect(await door.store.listAudit({ accountId: firstAccountId, limit: 9 })).toEqual([])
    expect(door.complaints).toEqual([complaint])
  })
})
