/** Whole deployments by the real engine through the door, over both stores. */
import { openMemoryStore, openSqliteStore, type Store } from '@sluice/store'
import { failingStore } from '@sluice/store/contract'
import { aBlueGreenSpec, aDeploymentSpec, anApproval, hostNames, movableClock, testGroupId } from '@sluice/testkit'
import type { DeploymentSpec, GroupSignal } from '@sluice/model'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { CommitFailed } from './door.ts'
import { productionEngine } from './production-engine.ts'
import { deploymentId, openDoorWith, rollbackDeploymentId, unrefused, type Door } from './testing/a-door.ts'
import { failure, obedientHosts } from './testing/obedient-hosts.ts'

const folders: string[] = []
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true })
})

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'sluice-conductor-'))
  folders.push(folder)
  return join(folder, 'sluice.db')
}

/** A store that can be opened again with what it kept. */
const stores = [
  {
    name: 'memory',
    openers: (): (() => Store) => {
      const store = openMemoryStore()
      return () => store
    },
  },
  {
    name: 'sqlite',
    openers: (): (() => Store) => {
      const path = newFolder()
      return () => openSqliteStore(path)
    },
  },
]

const create = (over: Partial<DeploymentSpec> = {}): GroupSignal => ({
  to: 'group',
  groupId: testGroupId,
  kind: 'createDeployment',
  spec: aDeploymentSpec(over),
})

const blueGreen = aBlueGreenSpec(
  {},
  {
    provision: { scalingGroupName: 'storefront' },
    readyWait: { minutes: 60, atItsEnd: 'STOP_DEPLOYMENT', approvers: 1 },
    originals: { action: 'TERMINATE', waitMinutes: 30 },
  },
)
const toDeployment = { to: 'deployment', groupId: testGroupId, deploymentId } as const

const statusOf = async (door: Door, id = deploymentId) => (await door.store.getDeployment(id))?.status

describe.each(stores)('over the $name store', ({ openers }) => {
  it('a deployment runs to its end', async () => {
    const door = openDoorWith(productionEngine, openers()(), movableClock())
    unrefused(await door.conductor.submit(create()))
    const hosts = obedientHosts()
    await hosts.work(door)

    expect(await statusOf(door)).toBe('Succeeded')
    expect(hosts.ran).toHaveLength(4 * 7)
    const targets = await door.store.listTargets(deploymentId)
    expect(targets.map(({ targetId, status }) => [targetId, status])).toEqual(
      ['web-1', 'web-2', 'web-3', 'web-4'].map((name) => [name, 'Succeeded']),
    )
    await door.store.close()
  })

  it.each([1, 5, 13, 27])('goes on after its process ended with %i events run, and runs none twice', async (events) => {
    const open = openers()
    const hosts = obedientHosts()
    const first = openDoorWith(productionEngine, open(), movableClock())
    await first.conductor.submit(create())
    await hosts.work(first, events)
    // No stop: a killed process says nothing, and the commands it had in memory are gone.

    const second = openDoorWith(productionEngine, open(), movableClock())
    await second.conductor.start()
    await hosts.work(second)
    expect(await statusOf(second)).toBe('Succeeded')
    expect(hosts.ran).toHaveLength(4 * 7)
    expect(new Set(hosts.ran).size).toBe(4 * 7)
    await second.store.close()
  })

  it.each([0, 1, 7, 15, 17, 19, 21, 25])(
    'blue/green goes on after its process ended with %i events run, people’s decision and fleets included',
    async (events) => {
      const open = openers()
      const hosts = obedientHosts()
      const clock = movableClock()
      let door = openDoorWith(productionEngine, open(), clock)
      const restart = async () => {
        door = openDoorWith(productionEngine, open(), clock)
        await door.conductor.start()
      }
      await door.conductor.submit({ to: 'group', groupId: testGroupId, kind: 'createDeployment', spec: blueGreen })
      if (events === 0) await restart()
      await hosts.work(door, Math.min(events, 14))
      await restart()
      await hosts.work(door)
      expect(await statusOf(door)).toBe('Ready')
      await restart()
      await door.conductor.submit({ ...toDeployment, kind: 'approve', approval: anApproval() })
      if (events > 14) await hosts.work(door, events - 14)
      await restart()
      await hosts.work(door)
      expect((await door.store.getDeployment(deploymentId))?.blueGreen?.step).toBe('terminationWait')
      await restart()
      await door.pass(30 * 60_000)
      await hosts.work(door)
      expect(await statusOf(door)).toBe('Succeeded')
      expect(hosts.ran).toHaveLength(2 * 10 + 2 * 3)
      expect(new Set(hosts.ran).size).toBe(26)
      await door.store.close()
    },
  )

  it('a failure and its rollback are one commit', async () => {
    const door = openDoorWith(productionEngine, openers()(), movableClock())
    await door.conductor.submit(create({ deploymentId: 'd-AAAAAAAA0', rollbackDeploymentId: 'd-RRRRRRRR0' }))
    await obedientHosts().work(door)
    const autoRollbackConfiguration = { enabled: true, events: ['DEPLOYMENT_FAILURE' as const] }
    await door.conductor.submit(create({ autoRollbackConfiguration }))
    await obedientHosts(({ id }) => id.startsWith(deploymentId) && id.includes('ValidateService')).work(door)

    const ended = door.committed.find(({ deployments }) =>
      deployments.some((row) => row.deploymentId === deploymentId && row.status === 'Failed'),
    )
    expect(ended?.deployments.map((row) => row.deploymentId)).toEqual([deploymentId, rollbackDeploymentId])
    expect(await statusOf(door, rollbackDeploymentId)).toBe('Succeeded')
    expect((await door.store.getDeployment(deploymentId))?.rollbackInfo?.rollbackDeploymentId).toBe(
      rollbackDeploymentId,
    )
    await door.store.close()
  })

  it('the end of a deployment and how its hosts stand now are one commit, also in a group that was read back', async () => {
    const open = openers()
    const first = openDoorWith(productionEngine, open(), movableClock())
    await first.conductor.submit(create({ minimumHealthyHosts: { type: 'HOST_COUNT', value: 0 } }))
    await obedientHosts(({ id }) => id.includes('/web-3/ValidateService')).work(first)
    const standings = [
      { instanceName: 'web-1', instanceHealth: 'Healthy', revisionHealth: 'Current', revisionName: 'storefront-1.1' },
      { instanceName: 'web-2', instanceHealth: 'Healthy', revisionHealth: 'Current', revisionName: 'storefront-1.1' },
      { instanceName: 'web-3', instanceHealth: 'Unhealthy', revisionHealth: 'Unknown' },
      { instanceName: 'web-4', instanceHealth: 'Healthy', revisionHealth: 'Current', revisionName: 'storefront-1.1' },
    ]
    expect(await first.store.listStandings(testGroupId)).toEqual(standings)

    const second = openDoorWith(productionEngine, open(), movableClock())
    await second.conductor.submit(create({ deploymentId: 'd-AAAAAAAA2', rollbackDeploymentId: 'd-RRRRRRRR2' }))
    const [next] = await second.store.listTargets('d-AAAAAAAA2', 1)
    expect(next?.targetId).toBe('web-3')
    await second.store.close()
  })

  it.each([2, 3, 9, 20])(
    'a commit that fails (the %ith) is told to its caller, and changes nothing in the end',
    async (n) => {
      const store = failingStore(openers()(), { failAt: n })
      const door = openDoorWith(productionEngine, store, movableClock())
      await door.conductor.submit(create())
      const hosts = obedientHosts()
      let failures = 0
      for (let round = 0; round < 3; round += 1) {
        await hosts.work(door).catch((error: unknown) => {
          if (!(error instanceof CommitFailed)) throw error
          failures += 1
        })
        // The host asks and reports again what was not acknowledged.
        await door.conductor.stop()
        Object.assign(door, openDoorWith(productionEngine, store, door.clock))
        await door.conductor.start()
      }
      expect(failures).toBe(1)
      expect(await statusOf(door)).toBe('Succeeded')
      expect(new Set(hosts.ran).size).toBe(hosts.ran.length)
      await door.store.close()
    },
  )
})

describe('the row of a host', () => {
  it.each([false, true])(
    'has the whole of what its script said when it failed (ignored: %s), also later',
    async (ignored) => {
      const store = openMemoryStore()
      const door = openDoorWith(productionEngine, store, movableClock())
      const minimumHealthyHosts = { type: 'HOST_COUNT', value: 0 } as const
      await door.conductor.submit(create({ minimumHealthyHosts, ignoreApplicationStopFailures: ignored }))
      await obedientHosts(({ id }) => id.endsWith('/web-1/ApplicationStop/1')).work(door)
      const target = await store.getTarget(deploymentId, 'web-1')
      expect(target?.status).toBe(ignored ? 'Succeeded' : 'Failed')
      expect(target?.lifecycleEvents[0]?.diagnostics).toEqual(failure)
      expect(target?.lifecycleEvents[1]).not.toHaveProperty('diagnostics')
      await store.close()
    },
  )
})

describe('a commit that happened but said that it failed', () => {
  it('is told as failed; what it put in flight is sent a moment later, once', async () => {
    const store = openMemoryStore()
    let stale: number | undefined
    const lying: Store = {
      ...store,
      lastSeq: () => stale ?? store.lastSeq(),
      commit: async (commit) => {
        const before = store.lastSeq()
        const committed = await store.commit(commit)
        if (before > 0) return committed
        stale = before
        throw new Error('the disk did not answer')
      },
    }
    const door = openDoorWith(productionEngine, lying, movableClock())
    const targets = hostNames(700)
    const all = create({ targets, minimumHealthyHosts: { type: 'HOST_COUNT', value: 0 } })
    await expect(door.conductor.submit(all)).rejects.toThrow(CommitFailed)
    stale = undefined
    expect(door.dispatched).toEqual([])
    // The next decision starts the last 200 hosts; the first 500 are those of the commit in doubt.
    await door.pass(2_000)
    const sent = door.dispatched.flatMap((command) => ('targetId' in command ? [command.targetId] : []))
    expect(sent).toHaveLength(700)
    expect(new Set(sent)).toEqual(new Set(targets))
    await store.close()
  })
})

describe('the clocks of a deployment', () => {
  it('fail a host that never asks, at the start limit', async () => {
    const door = openDoorWith(productionEngine, openMemoryStore(), movableClock())
    const clocks = { startLimitSeconds: 300, eventLimitSeconds: 3600, totalLimitSeconds: 8 * 3600 }
    await door.conductor.submit(
      create({ targets: ['web-1'], minimumHealthyHosts: { type: 'HOST_COUNT', value: 0 }, clocks }),
    )
    await door.pass(299_000)
    expect(await statusOf(door)).toBe('InProgress')
    await door.pass(2_000)
    expect(await statusOf(door)).toBe('Failed')
    expect(door.complaints).toEqual([])
  })

  it('count anew after a restart: the time the service was away is not the fault of hosts', async () => {
    const store = openMemoryStore()
    const clock = movableClock()
    const first = openDoorWith(productionEngine, store, clock)
    await first.conductor.submit(create({ targets: ['web-1'], minimumHealthyHosts: { type: 'HOST_COUNT', value: 0 } }))
    await first.conductor.stop()
    clock.advance(250_000)

    const second = openDoorWith(productionEngine, store, clock)
    await second.conductor.start()
    await second.pass(250_000)
    expect(await statusOf(second)).toBe('InProgress')
    await second.pass(51_000)
    expect(await statusOf(second)).toBe('Failed')
  })
})
