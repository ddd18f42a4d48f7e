import { openMemoryStore } from '@sluice/store'
import { failingStore } from '@sluice/store/contract'
import { describe, expect, it } from 'vitest'
import { CommitFailed } from './door.ts'
import {
  byDana,
  createSignal,
  deploymentId,
  hold,
  openDoor,
  rollbackDeploymentId,
  stop,
  unrefused,
} from './testing/a-door.ts'
import { accountId, answerKept, holdsOf, key, runningDoor } from './testing/a-running-door.ts'
import { faults, wakeMeAt } from './testing/counting-engine.ts'

describe('a commit that fails', () => {
  const failAt = async (n: number) => {
    const door = openDoor(failingStore(openMemoryStore(), { failAt: n }))
    await door.conductor.submit(createSignal())
    await door.conductor.submit(hold('before'))
    return door
  }

  it('rejects every caller of the tick, and nothing is published, sent or stored', async () => {
    const door = await failAt(3)
    const [heard, sent] = [door.committed.length, door.dispatched.length]
    const all = await Promise.allSettled([
      door.conductor.submit(hold('Dana'), byDana({ idempotency: answerKept })),
      door.conductor.submit(hold('Kim')),
      door.conductor.submit(createSignal('d-BBBBBBBB1'), byDana()),
    ])

    expect(all.map((one) => one.status === 'rejected' && one.reason instanceof CommitFailed)).toEqual([
      true,
      true,
      true,
    ])
    expect([door.committed.length, door.dispatched.length]).toEqual([heard, sent])
    expect(await holdsOf(door)).toBe('1 holds')
    expect(await door.store.listAudit({ accountId, limit: 5 })).toEqual([])
    expect(await door.store.findAnswer(answerKept.scope, 0)).toBeUndefined()
  })

  it('loads its aggregates anew: the next signal sees the state before it', async () => {
    const door = await failAt(3)
    await expect(door.conductor.submit(hold('lost'))).rejects.toThrow(CommitFailed)
    await door.conductor.submit(hold('after'))
    expect(await door.store.loadEvents(key, 1)).toMatchObject([{ by: 'before' }, { by: 'after' }])
    expect(door.dispatched.map((command) => command.id)).toEqual(
      [1, 2].map((n) => `${deploymentId}/web-1/ApplicationStop/${n}`),
    )
  })

  it('takes the rollback back together with the failure', async () => {
    const door = await failAt(3)
    await expect(door.conductor.submit(stop())).rejects.toThrow(CommitFailed)
    expect(await door.store.getDeployment(rollbackDeploymentId)).toBeUndefined()
    await door.conductor.submit(stop())
    expect(await door.store.getDeployment(rollbackDeploymentId)).toMatchObject({ status: 'InProgress' })
  })

  it('does not lose the ring of a clock', async () => {
    const door = openDoor(failingStore(openMemoryStore(), { failAt: 3 }))
    await door.conductor.submit(createSignal())
    await door.conductor.submit(hold(wakeMeAt(door.clock.now() + 5000)))
    await door.pass(5000)
    expect(await holdsOf(door)).toBe('1 holds')
    await door.pass(1000)
    expect(await holdsOf(door)).toBe('2 holds')
  })

  describe('of which nobody can tell whether it happened', () => {
    async function unsureDoor() {
      const store = failingStore(openMemoryStore(), { failAt: 2, when: 'after' })
      let isDead = false
      const door = openDoor({
        ...store,
        commit: (commit) => store.commit(commit).finally(() => (isDead = true)),
        lastSeq: () => {
          if (isDead) throw new Error('the disk does not answer')
          return store.lastSeq()
        },
      })
      await door.conductor.submit(createSignal())
      isDead = false
      await expect(door.conductor.submit(hold())).rejects.toThrow(CommitFailed)
      isDead = false
      expect(door.dispatched).toEqual([])
      return door
    }
    const lost = `${deploymentId}/web-1/ApplicationStop/1`

    it('is looked at again: what is owed is sent', async () => {
      const door = await unsureDoor()
      await door.pass(1000)
      expect(door.dispatched.map((command) => command.id)).toEqual([lost])
    })

    it('is looked at again in time, whatever else is committed of that deployment meanwhile', async () => {
      const door = await unsureDoor()
      await door.pass(400)
      await door.conductor.submit(hold(wakeMeAt(door.clock.now() + 3_600_000)))
      expect(door.dispatched.map((command) => command.id)).not.toContain(lost)
      await door.pass(600)
      expect(door.dispatched.map((command) => command.id)).toContain(lost)
    })
  })

  it('counts as done when only its answer was lost', async () => {
    const door = openDoor(failingStore(openMemoryStore(), { failAt: 2, when: 'after' }))
    await door.conductor.submit(createSignal())
    expect(unrefused(await door.conductor.submit(hold())).events).toHaveLength(1)
    expect(door.committed.map(({ seq }) => seq)).toEqual([1, 2])
    expect(door.dispatched).toHaveLength(1)
    await door.conductor.submit(hold())
    expect(await holdsOf(door)).toBe('2 holds')
  })
})

describe('a fault', () => {
  it.each(Object.values(faults))('(%s) rejects its own caller, and the others of its tick are done', async (fault) => {
    const door = await runningDoor()
    const [before, faulty, after] = await Promise.allSettled([
      door.conductor.submit(hold('before')),
      door.conductor.submit(hold(fault)),
      door.conductor.submit(hold('after')),
    ])

    expect([before?.status, after?.status]).toEqual(['fulfilled', 'fulfilled'])
    expect(faulty).toMatchObject({ status: 'rejected', reason: { message: fault } })
    expect(await door.store.loadEvents(key, 1)).toMatchObject([{ by: 'before' }, { by: 'after' }])
  })

  it('of an answer that cannot be made takes back what was decided for it', async () => {
    const door = await runningDoor()
    const answer = () => {
      throw new Error('no answer')
    }
    await expect(door.conductor.submit(hold(), byDana(), answer)).rejects.toThrow('no answer')
    expect(await door.store.loadEvents(key, 1)).toEqual([])
    await door.conductor.submit(hold('next'))
    expect(await holdsOf(door)).toBe('1 holds')
  })
})
