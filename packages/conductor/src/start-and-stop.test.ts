import { openMemoryStore } from '@sluice/store'
import { emptyCommit } from '@sluice/store/contract'
import { movableClock } from '@sluice/testkit'
import { describe, expect, it } from 'vitest'
import { CommitFailed } from './door.ts'
import { createSignal, hold, openDoor, openDoorWith, rollbackDeploymentId, stop, unrefused } from './testing/a-door.ts'
import { holdsOf, key, runningDoor } from './testing/a-running-door.ts'
import { countingEngine, wakeMeAt } from './testing/counting-engine.ts'

describe('a start', () => {
  it('takes up what ran: clocks start anew, what is owed is sent again, and rings ring', async () => {
    const first = await runningDoor()
    await first.conductor.submit(hold('Dana'))
    await first.conductor.submit(hold(wakeMeAt(first.clock.now() + 5000)))
    await first.conductor.stop()

    const second = openDoor(first.store, first.clock)
    await second.conductor.start()
    expect(second.dispatched).toEqual(first.dispatched)
    expect(second.committed.flatMap(({ appended }) => appended.flatMap(({ events }) => events))).toMatchObject([
      { type: 'ClocksRestarted' },
    ])
    await second.pass(5000)
    expect(await holdsOf(second)).toBe('3 holds')
  })

  it('leaves ended deployments alone', async () => {
    const first = await runningDoor()
    await first.conductor.submit(stop())
    await first.conductor.stop()
    const second = openDoor(first.store, first.clock)
    await second.conductor.start()
    const touched = second.committed.flatMap(({ deployments }) => deployments.map((row) => row.deploymentId))
    expect(touched).toEqual([rollbackDeploymentId])
  })

  it('reads the snapshot and the events after it', async () => {
    const first = await runningDoor()
    for (let n = 0; n < 250; n += 1) await first.conductor.submit(hold())
    const snapshot = await first.store.loadSnapshot(key)
    expect(snapshot).toMatchObject({ at: 200, engineVersion: countingEngine.version })

    const asked: number[] = []
    const second = openDoor({
      ...first.store,
      loadEvents: (aggregate, after, limit) => {
        asked.push(after)
        return first.store.loadEvents(aggregate, after, limit)
      },
    })
    await second.conductor.start()
    expect(asked).toEqual([200])
    expect(await holdsOf(second)).toBe('250 holds')
  })

  it('does not read the snapshot of another engine version', async () => {
    const door = await runningDoor()
    await door.conductor.submit(hold())
    const state = new TextEncoder().encode('written by somebody else')
    await door.store.commit({
      ...emptyCommit(),
      snapshots: [{ aggregate: key, at: 2, engineVersion: 'counting-0', state }],
    })
    const second = openDoor(door.store, door.clock)
    await second.conductor.start()
    await second.conductor.submit(hold())
    expect(await holdsOf(second)).toBe('2 holds')
  })
})

describe('a stop', () => {
  it('rejects what comes after it', async () => {
    const door = await runningDoor()
    await door.conductor.stop()
    await expect(door.conductor.submit(hold())).rejects.toThrow(CommitFailed)
  })

  it('ends the tick that runs', async () => {
    const door = await runningDoor()
    let inCommit: (() => void) | undefined
    const entered = new Promise<void>((resolve) => (inCommit = resolve))
    let letGo: (() => void) | undefined
    const gate = new Promise<void>((resolve) => (letGo = resolve))
    const slow = openDoor({
      ...door.store,
      commit: async (commit) => {
        inCommit?.()
        await gate
        return door.store.commit(commit)
      },
    })
    const submitted = slow.conductor.submit(hold())
    await entered
    const stopped = slow.conductor.stop()
    letGo?.()
    await stopped
    expect(unrefused(await submitted).events).toHaveLength(1)
  })
})

describe('the clock', () => {
  it('wakes a deployment at the time it asked for, not before', async () => {
    const door = await runningDoor()
    await door.conductor.submit(hold(wakeMeAt(door.clock.now() + 5000)))
    await door.pass(4999)
    expect(await holdsOf(door)).toBe('1 holds')
    await door.pass(1)
    expect(await holdsOf(door)).toBe('2 holds')
    await door.pass(60_000)
    expect(await holdsOf(door)).toBe('2 holds')
  })

  it('does not spin when a deployment asks to be woken at once and then does nothing', async () => {
    let rings = 0
    const { deployment } = countingEngine
    const lazy: typeof countingEngine = {
      ...countingEngine,
      deployment: {
        ...deployment,
        decide: (state, signal, now) => {
          if (signal.kind !== 'tick') return deployment.decide(state, signal, now)
          rings += 1
          return []
        },
      },
    }
    const door = openDoorWith(lazy, openMemoryStore(), movableClock())
    await door.conductor.submit(createSignal())
    await door.conductor.submit(hold(wakeMeAt(door.clock.now())))
    for (let second = 0; second < 5; second += 1) await door.pass(1000)
    expect(rings).toBe(5)
    expect(door.complaints).toContain('a deployment asks to be woken and then does nothing')
  })

  it('forgets a time that a later event took away', async () => {
    const door = await runningDoor()
    await door.conductor.submit(hold(wakeMeAt(door.clock.now() + 5000)))
    await door.conductor.submit(hold('Dana'))
    await door.pass(60_000)
    expect(await holdsOf(door)).toBe('2 holds')
  })
})
