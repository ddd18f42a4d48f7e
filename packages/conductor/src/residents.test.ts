import { openMemoryStore, type Store } from '@sluice/store'
import { emptyCommit } from '@sluice/store/contract'
import { aDeploymentSpec, movableClock, testEpoch, testGroupId } from '@sluice/testkit'
import { describe, expect, it } from 'vitest'
import { productionEngine } from './production-engine.ts'
import { createResidents } from './residents.ts'
import { createSignal, deploymentId, hold, openDoorWith, unrefused } from './testing/a-door.ts'
import { countingEngine } from './testing/counting-engine.ts'

const quiet = { warn: () => undefined, error: () => undefined }
const idOf = (n: number) => `d-${String(n).padStart(9, '0')}`

async function storeWith(count: number, hasEnded: boolean): Promise<Store> {
  const store = openMemoryStore()
  for (let n = 1; n <= count; n += 1) {
    const created = {
      v: 1,
      at: testEpoch,
      type: 'DeploymentCreated',
      spec: aDeploymentSpec({ deploymentId: idOf(n) }),
    } as const
    const ended = { v: 1, at: testEpoch, type: 'DeploymentEnded', status: 'Succeeded' } as const
    const events = hasEnded ? [created, ended] : [created]
    await store.commit(emptyCommit({ appended: [{ aggregate: `deployment:${idOf(n)}`, after: 0, events }] }))
  }
  return store
}

describe('aggregates in memory', () => {
  it('keep all running deployments', async () => {
    const residents = createResidents(countingEngine, await storeWith(100, false), quiet)
    for (let n = 1; n <= 100; n += 1) await residents.deployment(idOf(n))
    residents.settle([])
    expect(residents.count()).toEqual({ running: 100, resting: 0 })
  })

  it('let go of ended and unknown deployments, the longest unused first', async () => {
    const residents = createResidents(countingEngine, await storeWith(40, true), quiet)
    const first = await residents.deployment(idOf(1))
    for (let n = 2; n <= 40; n += 1) {
      await residents.deployment(idOf(n))
      await residents.deployment(idOf(1))
    }
    for (let n = 101; n <= 120; n += 1) await residents.deployment(idOf(n))
    expect(residents.count()).toEqual({ running: 0, resting: 60 })
    residents.settle([])
    expect(residents.count()).toEqual({ running: 0, resting: 32 })
    expect(await residents.deployment(idOf(1))).toBe(first)
  })

  it('let a deployment rest once it has ended', async () => {
    const residents = createResidents(countingEngine, await storeWith(1, false), quiet)
    const living = await residents.deployment(idOf(1))
    expect(residents.count()).toEqual({ running: 1, resting: 0 })
    residents.settle([{ living, isRunning: false }])
    expect(residents.count()).toEqual({ running: 0, resting: 1 })
    expect(await residents.deployment(idOf(1))).toBe(living)
  })

  it('are loaded anew after they were dropped', async () => {
    const residents = createResidents(countingEngine, await storeWith(1, false), quiet)
    const living = await residents.deployment(idOf(1))
    living.take({ v: 1, at: testEpoch, type: 'DeploymentHeld', by: 'never stored' })
    residents.drop(living.key)
    expect((await residents.deployment(idOf(1))).summary().description).toBe('0 holds')
  })

  it('of which the events are many are read in slices, all of them', async () => {
    const store = await storeWith(1, false)
    const held = Array.from(
      { length: 4500 },
      () => ({ v: 1, at: testEpoch, type: 'DeploymentHeld', by: 'Dana' }) as const,
    )
    await store.commit(emptyCommit({ appended: [{ aggregate: `deployment:${idOf(1)}`, after: 1, events: held }] }))
    const residents = createResidents(countingEngine, store, quiet)
    const living = await residents.deployment(idOf(1))
    expect([living.tally.count, living.summary().description]).toEqual([4501, '4500 holds'])
  })
})

describe('a snapshot of this version that cannot be read', () => {
  const keys = [`deployment:${deploymentId}`, `group:${testGroupId}`] as const

  it.each([
    ['nothing', new Uint8Array()],
    ['its beginning only', new Uint8Array([5, 1])],
    ['something else', new TextEncoder().encode('{"something":"else"}')],
  ])('(%s) is told, and rebuilt from the events', async (_, state) => {
    const store = openMemoryStore()
    const door = openDoorWith(productionEngine, store, movableClock())
    await door.conductor.submit(createSignal())
    const snapshots = keys.map((aggregate) => ({ aggregate, at: 1, engineVersion: productionEngine.version, state }))
    await store.commit(emptyCommit({ snapshots }))

    const again = openDoorWith(productionEngine, store, movableClock())
    unrefused(await again.conductor.submit(hold()))
    expect(await again.conductor.submit(createSignal('d-BBBBBBBB1'))).toMatchObject({
      code: 'DeploymentLimitExceededException',
    })
    expect(again.complaints).toEqual(
      keys.map((key) => `the snapshot of ${key} cannot be read; it is rebuilt from its events`),
    )
  })
})
