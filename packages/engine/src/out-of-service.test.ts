/** Hosts that failed in an earlier deployment: taken first, without using capacity. Facts section 3.3, rules 4 to 6. */
import { sentenceText, type MinimumHealthyHosts } from '@sluice/model'
import { aDeploymentSpec, aZonedSpec, hostNames } from '@sluice/testkit'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { minimumHosts } from './minimum-healthy.ts'
import { plan } from './plan.ts'
import {
  create,
  deploymentOf,
  inFlight,
  runHost,
  send,
  deploymentSignal,
  summary,
  world,
  type World,
} from './testing/world.ts'

const id = 'd-AAAAAAAA1'
const oneAtATime: MinimumHealthyHosts = { type: 'MOST_CONCURRENCY', value: 1 }
const keeps = (value: number): MinimumHealthyHosts => ({ type: 'HOST_COUNT', value })

describe('a host that failed last time', () => {
  it('does not count as serving in the next deployment', () => {
    const of = started(10, keeps(8), ['web-4', 'web-7', 'web-9'])
    expect(summary(of, id).health).toMatchObject({ serving: 7, updating: 2, outOfService: 1, failed: 0, total: 10 })
    runHost(of, id, 'web-4')
    expect(summary(of, id).health).toMatchObject({ serving: 8, updating: 2, failed: 0 })
    expect(summary(of, id).health.outOfService).toBeUndefined()
  })

  it('comes first, and uses no capacity: with it runs whoever may run without it', () => {
    const of = started(10, keeps(8), ['web-7'])
    expect(inFlight(of, id)).toEqual(['web-7', 'web-1'])
    expect(deploymentOf(of, id).spec.targets.slice(0, 3)).toEqual(['web-7', 'web-1', 'web-2'])
  })

  it('that succeeds adds to the healthy ones', () => {
    const of = started(4, keeps(3), ['web-2'])
    expect(inFlight(of, id)).toEqual(['web-2'])
    runHost(of, id, 'web-2')
    expect(inFlight(of, id)).toEqual(['web-1'])
  })

  it('that fails again at the minimum ends it, and no healthy host was touched', () => {
    const of = started(10, keeps(8), ['web-2', 'web-5'])
    runHost(of, id, 'web-2', 'Install')
    runHost(of, id, 'web-5', 'Install')
    expect(summary(of, id)).toMatchObject({
      status: 'Failed',
      errorInformation: {
        code: 'HEALTH_CONSTRAINTS',
        message: expect.stringContaining(
          '2 of 10 hosts failed and 8 must stay healthy, so no further host may be taken out of service: 8 hosts were not started.',
        ),
      },
      deploymentOverview: { Failed: 2, Skipped: 8 },
      health: { serving: 8, failed: 2 },
    })
  })

  it('is tried also when the failure of another has decided it already', () => {
    const of = started(10, oneAtATime, ['web-1', 'web-2', 'web-3'])
    expect(says(of)).toContain('One more failure fails it.')
    runHost(of, id, 'web-1', 'Install')
    expect(inFlight(of, id)).toEqual(['web-2'])
    expect(summary(of, id).health.failuresLeft).toBe(0)
    expect(says(of)).toContain('It will fail: too few hosts can be healthy. Those that failed before are still tried.')
    runHost(of, id, 'web-2')
    runHost(of, id, 'web-3')
    expect(summary(of, id)).toMatchObject({
      status: 'Failed',
      deploymentOverview: { Succeeded: 2, Failed: 1, Skipped: 7 },
    })
    expect(says(of)).toContain(
      'Failed: 1 of 10 hosts failed and 9 must stay healthy, so no further host may be taken out of service: 7 hosts were not started.',
    )
  })

  it('that a stop leaves part-way stays out of service and is counted once', () => {
    const of = started(4, keeps(2), ['web-1', 'web-2', 'web-3'])
    const commandId = [...of.outbox.keys()].find((command) => command.includes('/web-1/')) ?? ''
    send(of, { ...deploymentSignal(id), kind: 'grantAsked', commandId })
    send(of, { ...deploymentSignal(id), kind: 'stop', by: 'Dana', rollBack: false })
    const diagnostics = { errorCode: 'Success', scriptName: '', message: '', logTail: '' } as const
    send(of, { ...deploymentSignal(id), kind: 'reported', commandId, status: 'Succeeded', diagnostics })
    expect(summary(of, id)).toMatchObject({
      status: 'Stopped',
      health: { serving: 1, updating: 0, failed: 0, outOfService: 2 },
      stopConsequences: { leftPartWay: 1, untouched: 3 },
    })
  })
})

describe('a group that starts below the minimum', () => {
  it('is never reduced further: only hosts that are out of service run until enough are healthy', () => {
    const of = started(5, keeps(3), ['web-1', 'web-2', 'web-3'])
    expect(inFlight(of, id)).toEqual(['web-1', 'web-2'])
    runHost(of, id, 'web-1')
    expect(inFlight(of, id)).toEqual(['web-2', 'web-3'])
    runHost(of, id, 'web-2')
    expect(inFlight(of, id)).toEqual(['web-3', 'web-4'])
    expect(summary(of, id).health).toMatchObject({ serving: 3, minimum: 3 })
  })

  it('that has nobody else succeeds when the minimum does', () => {
    const of = started(4, keeps(2), hostNames(4))
    for (const host of ['web-1', 'web-2']) runHost(of, id, host, 'Install')
    for (const host of ['web-3', 'web-4']) runHost(of, id, host)
    expect(summary(of, id).status).toBe('Succeeded')
  })

  it('that has nobody else fails when the minimum does not, and says so in numbers', () => {
    const of = started(4, keeps(2), hostNames(4))
    for (const host of ['web-1', 'web-2', 'web-3']) runHost(of, id, host, 'Install')
    runHost(of, id, 'web-4')
    expect(summary(of, id)).toMatchObject({
      status: 'Failed',
      errorInformation: { message: expect.stringMatching(/^3 of 4 hosts failed and 2 must stay healthy\. web-1 was/) },
    })
  })
})

describe('whatever hosts failed before', () => {
  const fleets = fc.record({
    total: fc.integer({ min: 2, max: 12 }),
    setting: fc.oneof(
      fc.integer({ min: 0, max: 11 }).map(keeps),
      fc.integer({ min: 0, max: 90 }).map((value) => ({ type: 'FLEET_PERCENT', value }) as const),
      fc.constant(oneAtATime),
    ),
    broken: fc.nat(4095),
  })

  it('with equal durations the starts are the planned waves', () => {
    fc.assert(
      fc.property(fleets, ({ total, setting, broken }) => {
        fc.pre(minimumHosts(setting, total) < total)
        const of = started(total, setting, brokenNames(total, broken))
        const { targets, outOfService } = deploymentOf(of, id).spec
        for (const wave of plan({ targets, minimumHealthyHosts: setting, outOfService }).waves) {
          const running = inFlight(of, id)
          expect(running).toEqual(wave.targets)
          // A freed place is filled at once: all of a wave end before any of the next has run.
          for (const host of running) runHost(of, id, host)
        }
        expect(summary(of, id).status).toBe('Succeeded')
      }),
      { numRuns: 60 },
    )
  })

  it('the failures left are survived when all other hosts succeed, and one more is not', () => {
    fc.assert(
      fc.property(fleets, ({ total, setting, broken }) => {
        fc.pre(minimumHosts(setting, total) < total)
        const names = brokenNames(total, broken)
        const of = started(total, setting, names)
        const { failuresLeft: left } = summary(of, id).health
        const { targets, outOfService } = deploymentOf(of, id).spec
        expect(plan({ targets, minimumHealthyHosts: setting, outOfService }).failureBudget).toBe(left)
        expect(played(total, setting, names, left)).toBe('Succeeded')
        if (left < total) expect(played(total, setting, names, left + 1)).toBe('Failed')
      }),
      { numRuns: 60 },
    )
  })
})

describe('by zones', () => {
  const zones = {
    zoneTag: 'zone',
    monitorDurationInSeconds: 0,
    zones: [
      { name: 'a', hosts: 4 },
      { name: 'b', hosts: 4 },
    ],
  }
  const byZones = (broken: string[], fleet = 4, zone = 0) => {
    const of = world()
    for (const name of broken) of.group.hosts.records.set(name, { isHealthy: false, installed: undefined })
    const minimumHealthyHostsPerZone = { type: 'HOST_COUNT', value: zone } as const
    const spec = { targets: hostNames(8), minimumHealthyHosts: keeps(fleet) }
    create(of, aZonedSpec(spec, { ...zones, minimumHealthyHostsPerZone }))
    return of
  }

  it('hosts that failed last time come first in their zone', () => {
    const of = byZones(['web-3', 'web-8'])
    expect(deploymentOf(of, id).spec).toMatchObject({
      targets: ['web-3', 'web-1', 'web-2', 'web-4', 'web-8', 'web-5', 'web-6', 'web-7'],
      outOfService: [0, 4],
    })
    expect(inFlight(of, id)).toEqual(['web-3', 'web-1', 'web-2'])
  })

  it('it fails at once when too many wait in a later zone, and the plan says so with the way out', () => {
    const of = byZones(['web-5', 'web-6', 'web-7', 'web-8'])
    const { errorInformation, status } = summary(of, id)
    expect([status, errorInformation?.code]).toEqual(['Failed', 'HEALTH_CONSTRAINTS_INVALID'])
    expect(errorInformation?.message).toBe(
      '4 hosts that failed last time wait in a later zone, so 4 of 8 hosts can be healthy before and 4 must stay healthy: none may be taken out of service. Redeploy to those hosts first, or choose a configuration without zones.',
    )
    expect(summary(of, id).health.serving).toBe(4)
    expect(plan(deploymentOf(of, id).spec).failsAtOnce).toEqual(errorInformation)
  })

  it('one that waits in a later zone is missing until then: in the plan, the pace and the failures left', () => {
    const of = byZones(['web-8'], 6)
    const planned = plan(deploymentOf(of, id).spec)
    expect(inFlight(of, id)).toEqual(['web-1'])
    expect(planned).toMatchObject({ parallel: 2, failureBudget: 0, zones: [{ parallel: 1 }, { parallel: 2 }] })
    expect(planned.sentence).toContain(
      'While hosts that failed last time wait in a later zone, one failure can stop it.',
    )
    expect(summary(of, id).health.failuresLeft).toBe(0)
    expect(says(of)).toContain('zone a (1 of 2), 1 of its 4 hosts at a time.')
    expect(says(of)).toContain('One more failure stops it.')
    runHost(of, id, 'web-1', 'Install')
    expect(summary(of, id).status).toBe('Failed')
    const why =
      '1 of 8 hosts failed, 1 more failed in an earlier deployment and 6 must stay healthy, so no further host may be taken out of service: 7 hosts were not started.'
    expect(says(of)).toContain(`Failed: ${why}`)
    expect(summary(of, id).errorInformation?.message).toContain(why)
  })

  it('those of a zone are all tried before its minimum is asked', () => {
    const of = byZones(['web-1', 'web-2', 'web-3'], 0, 3)
    expect(inFlight(of, id)).toEqual(['web-1'])
    runHost(of, id, 'web-1', 'Install')
    expect(says(of)).toContain('It will fail: too few hosts can be healthy. Those that failed before are still tried.')
    expect(inFlight(of, id)).toEqual(['web-2'])
    runHost(of, id, 'web-2')
    runHost(of, id, 'web-3')
    expect(summary(of, id)).toMatchObject({
      status: 'Failed',
      deploymentOverview: { Succeeded: 2, Failed: 1, Skipped: 5 },
      errorInformation: {
        code: 'HEALTH_CONSTRAINTS',
        message: expect.stringContaining('1 of 4 hosts of zone a failed and 3 must stay healthy there, so 5 hosts'),
      },
    })
  })

  it('a zone of nobody else is tried to its end, and fails all when too few of it are healthy then', () => {
    const of = byZones(['web-5', 'web-6', 'web-7', 'web-8'], 0, 3)
    for (const host of hostNames(4)) runHost(of, id, host)
    for (const host of ['web-5', 'web-6']) runHost(of, id, host, 'Install')
    for (const host of ['web-7', 'web-8']) runHost(of, id, host)
    expect(summary(of, id).status).toBe('Failed')
    expect(says(of)).toContain('Failed: 2 of 4 hosts of zone b failed and 3 must stay healthy there.')
  })

  it('it begins when no more than that wait, and goes through all zones', () => {
    const of = byZones(['web-6', 'web-7', 'web-8'])
    for (let [host] = inFlight(of, id); host !== undefined; [host] = inFlight(of, id)) runHost(of, id, host)
    expect(summary(of, id).status).toBe('Succeeded')
  })
})

const brokenNames = (total: number, bits: number) => hostNames(total).filter((_, host) => (bits >> host) % 2 === 1)

function started(total: number, minimumHealthyHosts: MinimumHealthyHosts, broken: string[]): World {
  const of = world()
  for (const name of broken) of.group.hosts.records.set(name, { isHealthy: false, installed: undefined })
  for (const name of hostNames(total))
    if (!broken.includes(name)) of.group.hosts.records.set(name, { isHealthy: true, installed: undefined })
  create(of, aDeploymentSpec({ targets: hostNames(total), minimumHealthyHosts }))
  return of
}

/** So many fail, the first ones in the planned order; host after host. */
function played(total: number, setting: MinimumHealthyHosts, broken: string[], failures: number): string {
  const of = started(total, setting, broken)
  let ended = 0
  for (let [host] = inFlight(of, id); host !== undefined; [host] = inFlight(of, id)) {
    ended += 1
    runHost(of, id, host, ended <= failures ? 'ValidateService' : undefined)
  }
  return summary(of, id).status
}

const says = (of: World): string => sentenceText(summary(of, id).sentence)
