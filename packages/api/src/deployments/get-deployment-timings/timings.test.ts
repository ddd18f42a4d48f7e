import type { DeploymentSummary, DeploymentTarget, LifecycleEvent, LifecycleEventName } from '@sluice/model'
import { aDeployment, aTarget, contractGroupId, contractTime, emptyCommit } from '@sluice/store/contract'
import { describe, expect, test } from 'vitest'
import { aWorld } from '../../testing/a-world.ts'
import { busySpans } from './busy-spans.ts'
import { eventTimings } from './event-timings.ts'
import { marksOf } from './marks.ts'

const start = Date.parse(contractTime)
const at = (ms: number) => new Date(start + ms).toISOString()
const names: LifecycleEventName[] = ['Install', 'ApplicationStart']

const event = (name: LifecycleEventName, from: number, took: number | undefined, status = 'Succeeded') =>
  ({
    lifecycleEventName: name,
    status: took === undefined ? 'InProgress' : status,
    startTime: at(from),
    ...(took !== undefined && { endTime: at(from + took) }),
  }) as LifecycleEvent
const pending = (name: LifecycleEventName): LifecycleEvent => ({ lifecycleEventName: name, status: 'Pending' })

const host = (deploymentId: string, index: number, lifecycleEvents: LifecycleEvent[]): DeploymentTarget =>
  aTarget(deploymentId, index, { lifecycleEvents, status: 'InProgress' })

describe('the timings of an event', () => {
  test('count hosts on which it ended, well or badly, with median, 95th of a hundred, and the slowest by name', () => {
    const targets = Array.from({ length: 20 }, (_, n) => host('d-AAAAAAAA1', n, [event('Install', 0, 1000 * (n + 1))]))
    targets.push(host('d-AAAAAAAA1', 20, [event('Install', 0, undefined)]))
    targets.push(host('d-AAAAAAAA1', 21, [pending('Install')]))
    targets.push(host('d-AAAAAAAA1', 22, [event('Install', 0, 50_000, 'Failed')]))
    expect(eventTimings(['Install'], targets, new Map())).toEqual([
      {
        lifecycleEventName: 'Install',
        ended: 21,
        failed: 1,
        running: 1,
        p50: 11_000,
        p95: 20_000,
        max: 50_000,
        slowerThanUsual: false,
        outlierFrom: 22_000,
        outliers: 1,
        slowest: [
          { targetId: 'web-23', took: 50_000 },
          { targetId: 'web-20', took: 20_000 },
          { targetId: 'web-19', took: 19_000 },
          { targetId: 'web-18', took: 18_000 },
          { targetId: 'web-17', took: 17_000 },
        ],
      },
    ])
  })

  test('name nobody an outlier among too few, nor for less than a second', () => {
    const few = [1, 1, 9].map((seconds, n) => host('d-AAAAAAAA1', n, [event('Install', 0, seconds * 1000)]))
    expect(eventTimings(['Install'], few, new Map())[0]?.outlierFrom).toBeUndefined()
    const quick = [10, 10, 10, 500].map((ms, n) => host('d-AAAAAAAA1', n, [event('Install', 0, ms)]))
    expect(eventTimings(['Install'], quick, new Map())[0]).toMatchObject({ outlierFrom: 1010, outliers: 0 })
  })

  test('are slower than usual from one and a half times on, when it is felt', () => {
    const slower = (took: number, usual: number) =>
      eventTimings(['Install'], [host('d-AAAAAAAA1', 0, [event('Install', 0, took)])], new Map([['Install', usual]]))[0]
        ?.slowerThanUsual
    expect([slower(250_000, 80_000), slower(120_000, 80_000), slower(900, 100)]).toEqual([true, false, false])
  })
})

describe('the spans in which something ran', () => {
  test('join short pauses, leave waits apart, and stay open while an event runs', () => {
    const targets = [
      host('d-AAAAAAAA1', 0, [event('Install', 0, 1000), event('ApplicationStart', 3000, 1000)]),
      host('d-AAAAAAAA1', 1, [event('Install', 3_600_000, 500), event('ApplicationStart', 3_601_000, undefined)]),
    ]
    expect(busySpans(targets)).toEqual([{ from: at(0), to: at(4000) }, { from: at(3_600_000) }])
    expect(busySpans([])).toEqual([])
  })

  test('are at most forty: the longest waits are kept', () => {
    const targets = Array.from({ length: 100 }, (_, n) =>
      host('d-AAAAAAAA1', n, [event('Install', n * 60_000 + (n >= 50 ? 3_600_000 : 0), 1000)]),
    )
    const spans = busySpans(targets)
    expect(spans).toHaveLength(40)
    expect(spans.some(({ to }) => to === at(49 * 60_000 + 1000))).toBe(true)
  })
})

describe('the marks of a deployment', () => {
  test('are what happened to it as a whole, in the order of time', async () => {
    const world = await aWorld()
    await world.store.commit(emptyCommit({ deployments: [aDeployment('d-AAAAAAAA2', { createTime: at(9000) })] }))
    const wave = (n: number, startTime?: string) =>
      ({ kind: 'wave', name: `Wave ${n}`, state: 'done', total: 1, ended: 1, failed: 0, startTime }) as const
    const deployment: DeploymentSummary = aDeployment('d-AAAAAAAA1', {
      status: 'Stopped',
      startTime: at(0),
      completeTime: at(8000),
      phases: [wave(1, at(0)), wave(2, at(4000)), wave(3)].map(({ startTime, ...phase }) => ({
        ...phase,
        ...(startTime !== undefined && { startTime }),
      })),
      stopRequested: { by: 'Eve', at: at(6000), rollBack: true },
      rollbackInfo: { rollbackDeploymentId: 'd-AAAAAAAA2' },
    })
    expect((await marksOf(world.store, deployment)).map(({ at: when, kind, text }) => [when, kind, text])).toEqual([
      [at(0), 'start', 'Started by Dana'],
      [at(4000), 'wave', 'Wave 2 began'],
      [at(6000), 'stop', 'Eve asked to stop and roll back'],
      [at(8000), 'end', 'Ended: Stopped'],
      [at(9000), 'rollback', 'd-AAAAAAAA2 rolls it back'],
    ])
  })
})

describe('getDeploymentTimings', () => {
  test('compares with the median of the group’s last successes, not with failures, later ones or other groups', async () => {
    const world = await aWorld()
    const rows: [string, number, number, Partial<DeploymentSummary>][] = [
      ['d-AAAAAAAA1', 1, 2000, { status: 'Succeeded' }],
      ['d-AAAAAAAA2', 2, 4000, { status: 'Succeeded' }],
      ['d-AAAAAAAA3', 3, 6000, { status: 'Succeeded' }],
      ['d-AAAAAAAA4', 4, 90_000, { status: 'Failed' }],
      ['d-AAAAAAAA5', 5, 90_000, { status: 'Succeeded', deploymentGroupId: contractGroupId.replace(/9$/, '8') }],
      ['d-AAAAAAAA6', 6, 60_000, { status: 'Succeeded' }],
      ['d-AAAAAAAA7', 7, 90_000, { status: 'Succeeded' }],
    ]
    await world.store.commit(
      emptyCommit({
        deployments: rows.map(([id, n, , part]) =>
          aDeployment(id, { createTime: at(n * 1000), lifecycleEvents: names, ...part }),
        ),
        targets: rows.map(([id, , took]) => host(id, 0, [event('Install', 0, took), pending('ApplicationStart')])),
      }),
    )
    const timings = await world.call('getDeploymentTimings', { deploymentId: 'd-AAAAAAAA6' })
    expect(timings.usualFrom).toBe(3)
    expect(timings.events).toMatchObject([
      { lifecycleEventName: 'Install', ended: 1, p50: 60_000, usual: 4000, slowerThanUsual: true },
      { lifecycleEventName: 'ApplicationStart', ended: 0, slowerThanUsual: false },
    ])
  })

  test('measures a running deployment anew after a moment, and once more when it has ended', async () => {
    const world = await aWorld()
    const running = aDeployment('d-AAAAAAAA1', { lifecycleEvents: names })
    const write = (deployment: DeploymentSummary, took: number) =>
      world.store.commit(
        emptyCommit({
          deployments: [deployment],
          targets: [host('d-AAAAAAAA1', 0, [event('Install', 0, took), pending('ApplicationStart')])],
        }),
      )
    const max = async () => (await world.call('getDeploymentTimings', { deploymentId: 'd-AAAAAAAA1' })).events[0]?.max
    await write(running, 1000)
    expect(await max()).toBe(1000)
    await write(running, 2000)
    expect(await max()).toBe(1000)
    world.clock.advance(2001)
    expect(await max()).toBe(2000)
    await write({ ...running, status: 'Succeeded', completeTime: at(9000) }, 3000)
    expect(await max()).toBe(3000)
  })

  test('refuses a deployment that is not there', async () => {
    const world = await aWorld()
    expect(await world.refused('getDeploymentTimings', { deploymentId: 'd-NONE00000' })).toMatchObject({
      code: 'DeploymentDoesNotExistException',
    })
  })
})
