import { limits, predefinedServerConfigs, type MinimumHealthyHosts } from '@sluice/model'
import { describe, expect, it } from 'vitest'
import { criteria, fleetPreview, neverStartsUpTo } from './fleet-preview.ts'
import { failsAtOnce } from './minimum-healthy.ts'

const percent = (value: number): MinimumHealthyHosts => ({ type: 'FLEET_PERCENT', value })
const hostCount = (value: number): MinimumHealthyHosts => ({ type: 'HOST_COUNT', value })
const oneAtATime: MinimumHealthyHosts = { type: 'MOST_CONCURRENCY', value: 1 }

describe('a fleet of so many hosts', () => {
  it('is told how many at once, how many failures, and the waves', () => {
    expect(fleetPreview(percent(75), 10)).toEqual({
      fleetSize: 10,
      minimum: 8,
      parallel: 2,
      failureBudget: 1,
      waves: { count: 5, size: 2, lastSize: 2, steps: [2, 2, 2, 2, 2] },
      sentence: '10 hosts, 2 at a time. One failure leaves one to spare; a second stops it.',
    })
  })

  it.each([
    [9, percent(50), [4, 4, 1], { count: 3, size: 4, lastSize: 1 }],
    [10, hostCount(0), [10], { count: 1, size: 10, lastSize: 10 }],
    [3, oneAtATime, [1, 1, 1], { count: 3, size: 1, lastSize: 1 }],
  ])('%i hosts under %o go in waves of %j', (fleetSize, minimum, steps, waves) => {
    expect(fleetPreview(minimum, fleetSize).waves).toEqual({ ...waves, steps })
  })

  it('of a thousand waves is drawn in few steps that hold every host', () => {
    const { waves } = fleetPreview(oneAtATime, 1000)
    expect(waves).toMatchObject({ count: 1000, size: 1, lastSize: 1 })
    expect(waves.steps).toHaveLength(12)
    expect(waves.steps.reduce((sum, one) => sum + one, 0)).toBe(1000)
  })

  it.each([
    [10, percent(95), 'A minimum of at most 90 % starts with 10 hosts; this one from 20 hosts on.'],
    [1, percent(50), 'Only a minimum of 0 starts with 1 host; this one from 2 hosts on.'],
    [6, hostCount(6), 'A minimum of at most 5 starts with 6 hosts; this one from 7 hosts on.'],
    [5, hostCount(20_000), 'A minimum of at most 4 starts with 5 hosts; no fleet is large enough for this one.'],
  ])('%i that cannot start under %o is told the way out', (fleetSize, minimum, wayOut) => {
    const preview = fleetPreview(minimum, fleetSize)
    expect(preview).toMatchObject({ parallel: 0, failureBudget: 0, wayOut, waves: { count: 0, steps: [] } })
    expect(preview.failsAtOnce?.code).toBe('HEALTH_CONSTRAINTS_INVALID')
  })

  it('of no hosts fails for want of hosts, whatever the minimum', () => {
    const preview = fleetPreview(percent(50), 0)
    expect(preview.failsAtOnce?.code).toBe('NO_INSTANCES')
    expect(preview).not.toHaveProperty('wayOut')
  })
})

describe('the fleets that can never start', () => {
  it.each([
    [percent(95), 19],
    [percent(50), 1],
    [percent(99), 99],
    [percent(1), 1],
    [percent(0), 0],
    [hostCount(0), 0],
    [hostCount(6), 6],
    [hostCount(20_000), limits.hostsPerDeployment],
    [oneAtATime, 0],
  ])('under %o are those of up to %i hosts', (minimum, most) => {
    expect(neverStartsUpTo(minimum)).toBe(most)
  })

  it('are exactly those that a deployment would fail with at once', () => {
    for (const minimum of [percent(1), percent(67), percent(95), hostCount(3), oneAtATime, percent(0)]) {
      const most = neverStartsUpTo(minimum)
      for (let size = 1; size <= 150; size++)
        expect([minimum, size, failsAtOnce(size, minimum, limits.hostsPerDeployment) !== undefined]).toEqual([
          minimum,
          size,
          size <= most,
        ])
    }
  })

  it('are told a way out that starts', () => {
    for (let value = 1; value <= 99; value++)
      for (const size of [1, 2, 3, 7, 10, 33]) {
        const { wayOut } = fleetPreview(percent(value), size)
        if (wayOut === undefined) continue
        const most = Number(/at most (\d+) %/.exec(wayOut)?.[1] ?? 0)
        expect(fleetPreview(percent(most), size).failsAtOnce).toBeUndefined()
        if (most < 99) expect(fleetPreview(percent(most + 1), size).failsAtOnce).toBeDefined()
      }
  })
})

it('says each criterion in words', () => {
  const words = predefinedServerConfigs.map(({ minimumHealthyHosts }) => criteria(minimumHealthyHosts))
  expect([...words, criteria(hostCount(1)), criteria(hostCount(1200)), criteria(percent(0))]).toEqual([
    'One host at a time; all but the last must succeed.',
    'At least 50 % of the hosts stay healthy, rounded up to whole hosts.',
    'All hosts at once; at least one must succeed.',
    'At least 1 host stays healthy, whatever the size of the fleet.',
    'At least 1,200 hosts stay healthy, whatever the size of the fleet.',
    'All hosts at once; at least one must succeed.',
  ])
})
