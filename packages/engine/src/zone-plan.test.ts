import type { MinimumHealthyHosts, ZonesSpec } from '@sluice/model'
import { aZonedSpec, hostNames } from '@sluice/testkit'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { criteria, fleetPreview } from './fleet-preview.ts'
import { plan } from './plan.ts'
import { create, grant, inFlight, offered, report, runHost, summary, tick, world, type World } from './testing/world.ts'

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
      fc.property(shapes, ({ sizes, minimum, zoneMinimum, bakeSeconds }) => {
        const asked = aZoned(sizes, minimum, zoneMinimum, bakeSeconds)
        const of = world()
        create(of, asked)
        const { waves, failsAtOnce } = plan({ ...asked, secondsPerHost: 30 })
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
      { numRuns: 60 },
    )
  })

  it('says that silent hosts stop it exactly when they do', () => {
    fc.assert(
      fc.property(shapes, fc.nat(255), ({ sizes, minimum, zoneMinimum }, pattern) => {
        const asked = aZoned(sizes, minimum, zoneMinimum, 0)
        const silentTargets = asked.targets.filter((_, place) => ((pattern >> place) & 1) === 1)
        const of = world()
        create(of, asked)
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
})

function aZoned(sizes: readonly number[], minimum: number, zoneMinimum: number, bakeSeconds: number) {
  const minimumHealthyHostsPerZone = { type: 'HOST_COUNT', value: zoneMinimum } as const
  const zones = inZones(sizes, { monitorDurationInSeconds: bakeSeconds, minimumHealthyHostsPerZone })
  return { ...aZonedSpec({ minimumHealthyHosts: count(minimum) }, zones), zones }
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
      '10 hosts in 3 zones, one zone after the other, at most 2 at a time. It bakes 1 hour between two zones. One failure leaves one to spare; a second stops it.',
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
