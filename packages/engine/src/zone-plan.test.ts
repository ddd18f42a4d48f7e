import type { MinimumHealthyHosts, ZonesSpec } from '@sluice/model'
import { aZonedSpec, hostNames } from '@sluice/testkit'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { criteria, fleetPreview } from './fleet-preview.ts'
import { plan } from './plan.ts'
import {
  create,
  deploymentOf,
  grant,
  inFlight,
  offered,
  report,
  runHost,
  summary,
  tick,
  world,
  type World,
} from './testing/world.ts'

const id = 'd-AAAAAAAA1'
const count = (value: number): MinimumHealthyHosts => ({ type: 'HOST_COUNT', value })

const inZones = (sizes: readonly number[], more: Partial<ZonesSpec> = {}): ZonesSpec => ({
  zoneTag: 'zone',
  zones: sizes.map((hosts, place) => ({ name: `z${place + 1}`, hosts })),
  ...more,
})

describe('a plan by zones', () => {
  const zones = inZones([3, 2, 1], { monitorDurationInSeconds: 60, firstZoneMonitorDurationInSeconds: 600 })
  const planned = plan({ targets: hostNames(6), minimumHealthyHosts: count(4), zones, secondsPerHost: 30 })

  it('has the waves of each zone one after the other, and the bakes in the times', () => {
    expect(planned.waves).toEqual([
      { wave: 1, zone: 'z1', targets: ['web-1', 'web-2'], startsAfterSeconds: 0, endsAfterSeconds: 30 },
      { wave: 2, zone: 'z1', targets: ['web-3'], startsAfterSeconds: 30, endsAfterSeconds: 60 },
      { wave: 3, zone: 'z2', targets: ['web-4', 'web-5'], startsAfterSeconds: 660, endsAfterSeconds: 690 },
      { wave: 4, zone: 'z3', targets: ['web-6'], startsAfterSeconds: 750, endsAfterSeconds: 780 },
    ])
  })

  it('says each zone with its bake, and none after the last', () => {
    expect(planned.zones).toEqual([
      {
        name: 'z1',
        hosts: 3,
        minimum: 0,
        parallel: 2,
        waves: 2,
        bakeSeconds: 600,
        startsAfterSeconds: 0,
        endsAfterSeconds: 60,
      },
      {
        name: 'z2',
        hosts: 2,
        minimum: 0,
        parallel: 2,
        waves: 1,
        bakeSeconds: 60,
        startsAfterSeconds: 660,
        endsAfterSeconds: 690,
      },
      { name: 'z3', hosts: 1, minimum: 0, parallel: 1, waves: 1, startsAfterSeconds: 750, endsAfterSeconds: 780 },
    ])
    expect(planned.sentence).toBe(
      '6 hosts in 3 zones, one zone after the other, at most 2 at a time. It bakes 10 minutes after the first zone and 1 minute between the others. One failure leaves one to spare; a second stops it.',
    )
  })

  it('has no times while nothing is known of a host, but its bakes', () => {
    const unknown = plan({ targets: hostNames(6), minimumHealthyHosts: count(4), zones })
    expect(unknown.waves.map(({ startsAfterSeconds }) => startsAfterSeconds)).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
    ])
    expect(unknown.zones?.map(({ bakeSeconds }) => bakeSeconds)).toEqual([600, 60, undefined])
  })

  it('of which a zone can never start fails at once, and says which', () => {
    const broken = plan({
      targets: hostNames(3),
      minimumHealthyHosts: count(0),
      zones: inZones([2, 1], { minimumHealthyHostsPerZone: { type: 'HOST_COUNT', value: 1 } }),
    })
    expect(broken).toMatchObject({ parallel: 0, waves: [], failsAtOnce: { code: 'HEALTH_CONSTRAINTS_INVALID' } })
    expect(broken.sentence).toMatch(/^It would fail at once\. Zone z2 has 1 host and 1 must stay healthy there/)
    expect(broken.zones).toBeUndefined()
  })

  it('hosts start in the planned waves, when all take as long', () => {
    fc.assert(
      fc.property(shapes, (shape) => {
        const of = begun(shape)
        const { waves, failsAtOnce } = plan({ ...deploymentOf(of, id).spec, secondsPerHost: 30 })
        const fails = failsAtOnce !== undefined
        const began = of.clock.now()
        for (const { targets, startsAfterSeconds = 0 } of waves) {
          of.clock.set(began + startsAfterSeconds * 1000)
          tick(of, id)
          expect(inFlight(of, id)).toEqual(targets)
          endAll(of, targets)
        }
        expect(summary(of, id).status).toBe(fails ? 'Failed' : 'Succeeded')
      }),
      { numRuns: 150 },
    )
  })

  it('the failures left are survived wherever they come when all other hosts succeed, and one more somewhere is not', () => {
    fc.assert(
      fc.property(shapes, fc.func(fc.nat(99)), (shape, weight) => {
        const of = begun({ ...shape, bakeSeconds: 0 })
        const { failureBudget, failsAtOnce, total } = plan(deploymentOf(of, id).spec)
        if (failsAtOnce !== undefined) return
        expect(summary(of, id).health.failuresLeft).toBe(failureBudget)
        const places = Array.from({ length: total }, (_, place) => place)
        const anywhere = places.toSorted((a, b) => weight(a) - weight(b)).slice(0, failureBudget)
        expect(afterFailures(shape, anywhere)).toBe('Succeeded')
        // One after the other, beginning somewhere.
        const inARow = places.map((first) => places.slice(first, first + failureBudget + 1))
        if (failureBudget < total) expect(inARow.map((row) => afterFailures(shape, row))).toContain('Failed')
      }),
      { numRuns: 150 },
    )
  })

  it('a failure takes at most one of those left, a success none, and it does not end before they are gone', () => {
    fc.assert(
      fc.property(shapes, fc.nat(4095), (shape, pattern) => {
        const of = begun({ ...shape, bakeSeconds: 0 })
        const asked = deploymentOf(of, id).spec
        let ended = 0
        for (let [host] = inFlight(of, id); host !== undefined; [host] = inFlight(of, id)) {
          const { failuresLeft = 0 } = summary(of, id).health
          const fails = ((pattern >> ended) & 1) === 1
          runHost(of, id, host, fails ? 'Install' : undefined)
          ended += 1
          const { status, health } = summary(of, id)
          const atLeast = Math.min(failuresLeft - (fails ? 1 : 0), asked.targets.length - ended)
          if (status === 'InProgress') expect(health.failuresLeft).toBeGreaterThanOrEqual(atLeast)
          if (status === 'Failed') expect(failuresLeft).toBe(0)
        }
      }),
      { numRuns: 150 },
    )
  })

  it('says that silent hosts stop it exactly when they do', () => {
    fc.assert(
      fc.property(shapes, fc.nat(255), (shape, pattern) => {
        const of = begun({ ...shape, bakeSeconds: 0 })
        const asked = deploymentOf(of, id).spec
        const silentTargets = asked.targets.filter((_, place) => ((pattern >> place) & 1) === 1)
        const planned = plan({ ...asked, silentTargets })
        if (silentTargets.length === 0 || planned.failsAtOnce !== undefined) return
        const running = (isSilent: boolean) =>
          inFlight(of, id).find((name) => silentTargets.includes(name) === isSilent)
        for (let next = running(false) ?? running(true); next !== undefined; next = running(false) ?? running(true))
          runHost(of, id, next, silentTargets.includes(next) ? 'Install' : undefined)
        expect(planned.sentence.includes('which stops')).toBe(summary(of, id).status === 'Failed')
      }),
      { numRuns: 150 },
    )
  })
})

const shapes = fc.record({
  sizes: fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 3 }),
  minimum: fc.nat(4),
  zoneMinimum: fc.nat(2),
  bakeSeconds: fc.constantFrom(0, 600),
  /** One bit a host: whether it failed last time. */
  broken: fc.oneof(fc.constant(0), fc.nat(4095)),
})

type Shape = typeof shapes extends fc.Arbitrary<infer Values> ? Values : never

function begun({ sizes, minimum, zoneMinimum, bakeSeconds, broken }: Shape): World {
  const minimumHealthyHostsPerZone = { type: 'HOST_COUNT', value: zoneMinimum } as const
  const zones = inZones(sizes, { monitorDurationInSeconds: bakeSeconds, minimumHealthyHostsPerZone })
  const spec = aZonedSpec({ minimumHealthyHosts: count(minimum) }, zones)
  const of = world()
  spec.targets.forEach((name, host) =>
    of.group.hosts.records.set(name, { isHealthy: ((broken >> host) & 1) === 0, installed: undefined }),
  )
  create(of, spec)
  return of
}

/** Those at these places of the planned order fail; host after host. */
function afterFailures(shape: Shape, failing: readonly number[]): string {
  const of = begun({ ...shape, bakeSeconds: 0 })
  const { targets } = deploymentOf(of, id).spec
  for (let [host] = inFlight(of, id); host !== undefined; [host] = inFlight(of, id))
    runHost(of, id, host, failing.includes(targets.indexOf(host)) ? 'Install' : undefined)
  return summary(of, id).status
}

/** All run one event after the other in step: a wave is over when its hosts are. */
function endAll(of: World, targets: readonly string[]): void {
  for (let events = summary(of, id).lifecycleEvents.length; events > 0; events -= 1)
    for (const name of targets) {
      const command = offered(of, id, name)
      if (command === undefined) throw new Error(`${name} has nothing to run`)
      grant(of, command)
      report(of, command)
    }
}

describe('a configuration by zones', () => {
  const zonalConfig = {
    zoneTag: 'rack',
    monitorDurationInSeconds: 3600,
    minimumHealthyHostsPerZone: { type: 'FLEET_PERCENT', value: 50 },
  } as const

  it('is shown over zones of about the same size', () => {
    const { zones, waves, parallel, sentence } = fleetPreview(count(0), 10, { zonalConfig, zones: 3 })
    expect(zones?.map(({ name, hosts, minimum, parallel: size }) => [name, hosts, minimum, size])).toEqual([
      ['a', 4, 2, 2],
      ['b', 3, 2, 1],
      ['c', 3, 2, 1],
    ])
    expect([waves.count, waves.steps, parallel]).toEqual([8, [4, 3, 3], 2])
    expect(sentence).toBe(
      '10 hosts in 3 zones, one zone after the other, at most 2 at a time. It bakes 1 hour between two zones. The first failure in zone b stops it, unless it is the last host there.',
    )
  })

  it('has no more zones than hosts', () => {
    expect(fleetPreview(count(0), 2, { zonalConfig: { zoneTag: 'zone' }, zones: 30 }).zones).toHaveLength(2)
    expect(fleetPreview(count(0), 0, { zonalConfig, zones: 3 }).failsAtOnce?.code).toBe('NO_INSTANCES')
  })

  it('says its rule in words', () => {
    expect(criteria(count(6), zonalConfig)).toBe(
      'At least 6 hosts stay healthy, whatever the size of the fleet. One zone after the other, by the tag rack; at least 50 % of each zone stays healthy. Between two zones it bakes 1 hour.',
    )
    expect(criteria(count(0), { zoneTag: 'zone' })).toBe(
      'At least one host must succeed. One zone after the other, by the tag zone.',
    )
    expect(criteria(count(0), { ...zonalConfig, firstZoneMonitorDurationInSeconds: 7200 })).toMatch(
      /It bakes 2 hours after the first zone, 1 hour between the others\.$/,
    )
  })
})
