import { sentenceText } from '@sluice/model'
import { aLastSuccessful, aZonedSpec, hostNames, testEpoch } from '@sluice/testkit'
import { describe, expect, it } from 'vitest'
import { totalRing } from '../../deployment/clocks.ts'
import { plan } from '../../plan.ts'
import { deploymentAggregate } from '../../deployment/deployment-aggregate.ts'
import { zonesOver } from '../../zone-waves.ts'
import {
  create,
  deploymentOf,
  deploymentSignal,
  inFlight,
  offered,
  runHost,
  send,
  summary,
  tick,
  world,
  type World,
} from '../../testing/world.ts'

const id = 'd-AAAAAAAA1'

function started(...asked: Parameters<typeof aZonedSpec>): World {
  const of = world()
  const refused = create(of, aZonedSpec(...asked))
  if (refused !== undefined) throw new Error(refused.message)
  return of
}

function runAll(of: World, fails: readonly string[] = []): void {
  for (let next = inFlight(of, id)[0]; next !== undefined; next = inFlight(of, id)[0])
    runHost(of, id, next, fails.includes(next) ? 'Install' : undefined)
}

function pass(of: World, seconds: number): void {
  of.clock.advance(seconds * 1000)
  tick(of, id)
}

const sentenceOf = (of: World) => sentenceText(summary(of, id).sentence)
const phasesOf = (of: World) => summary(of, id).phases.map(({ kind, name, state }) => `${kind} ${name} ${state}`)
const percent = (value: number) => ({ type: 'FLEET_PERCENT', value }) as const
/** Until the clock of the whole rings, for a deployment that has just started. */
const wholeSeconds = (of: World, deploymentId = id) =>
  ((totalRing(deploymentOf(of, deploymentId)) ?? Number.NaN) - testEpoch) / 1000
const hosts = (value: number) => ({ type: 'HOST_COUNT', value }) as const

describe('in place by zones', () => {
  it('goes through one zone after the other, and bakes between two of them', () => {
    const of = started()
    expect(inFlight(of, id)).toEqual(['web-1', 'web-2'])
    runAll(of)
    expect(summary(of, id)).toMatchObject({
      status: 'Baking',
      zones: { bake: { zone: 'a', until: new Date(testEpoch + 600_000).toISOString() } },
    })
    expect(inFlight(of, id)).toEqual([])
    pass(of, 599)
    expect(inFlight(of, id)).toEqual([])
    pass(of, 1)
    expect(summary(of, id).status).toBe('InProgress')
    expect(inFlight(of, id)).toEqual(['web-3', 'web-4'])
  })

  it('does not bake after the last zone: nothing follows it', () => {
    const of = started()
    for (let bakes = 0; bakes < 2; bakes += 1) {
      runAll(of)
      pass(of, 600)
    }
    expect(inFlight(of, id)).toEqual(['web-5', 'web-6'])
    runAll(of)
    expect(summary(of, id).status).toBe('Succeeded')
    expect(of.log.filter(({ type }) => type === 'ZoneBakeBegan')).toHaveLength(2)
  })

  it('bakes longer after the first zone, when that is asked for', () => {
    const of = started({}, { firstZoneMonitorDurationInSeconds: 3600 })
    runAll(of)
    expect(of.wakeAt.get(id)).toBe(testEpoch + 3_600_000)
    pass(of, 3600)
    runAll(of)
    expect(of.wakeAt.get(id)).toBe(testEpoch + 3_600_000 + 600_000)
  })

  it('goes on to the next zone at once without a bake, and never runs two zones at once', () => {
    const of = started({}, { monitorDurationInSeconds: undefined })
    runHost(of, id, 'web-1')
    expect(inFlight(of, id)).toEqual(['web-2'])
    runHost(of, id, 'web-2')
    expect(inFlight(of, id)).toEqual(['web-3', 'web-4'])
  })

  it('a batch is the smaller of what the fleet and what the zone allow: 40 of 200 with 160 and 50 of 100', () => {
    const zones = [100, 100].map((count, place) => ({ name: String(place), hosts: count }))
    const batch = (fleet: number, zone: number) => {
      const of = started({ minimumHealthyHosts: hosts(fleet) }, { zones, minimumHealthyHostsPerZone: hosts(zone) })
      return deploymentOf(of, id).counts.inFlight
    }
    expect([batch(160, 50), batch(160, 90), batch(0, 50), batch(0, 0)]).toEqual([40, 10, 50, 100])
  })

  it('rounds a share of each zone up to hosts', () => {
    const of = started({}, { minimumHealthyHostsPerZone: percent(40) })
    expect(summary(of, id).zones?.zones.map(({ minimum }) => minimum)).toEqual([1, 1, 1])
    expect(inFlight(of, id)).toEqual(['web-1'])
  })

  it('at the minimum of a zone with hosts left in it, it fails in all zones', () => {
    const of = started({}, { minimumHealthyHostsPerZone: hosts(1) })
    runHost(of, id, 'web-1', 'Install')
    expect(summary(of, id)).toMatchObject({
      status: 'Failed',
      errorInformation: {
        code: 'HEALTH_CONSTRAINTS',
        message:
          '1 of 2 hosts of zone a failed and 1 must stay healthy there, so 5 hosts were not started. web-1 was the first to fail, in Install (scripts/validate.sh): exit code 1.',
      },
      deploymentOverview: { Failed: 1, Skipped: 5 },
    })
    expect(sentenceOf(of)).toBe(
      'Failed: 1 of 2 hosts of zone a failed and 1 must stay healthy there, so 5 hosts were not started.',
    )
  })

  it('the last host of a zone may fail: the zone keeps its minimum, and the next one is baked for', () => {
    const of = started({}, { minimumHealthyHostsPerZone: hosts(1) })
    runHost(of, id, 'web-1')
    runHost(of, id, 'web-2', 'Install')
    expect(summary(of, id).status).toBe('Baking')
  })

  it('at the minimum of the fleet it fails before it bakes', () => {
    const of = started({ minimumHealthyHosts: hosts(5) })
    runHost(of, id, 'web-1')
    runHost(of, id, 'web-2', 'Install')
    expect(summary(of, id)).toMatchObject({ status: 'Failed', errorInformation: { code: 'HEALTH_CONSTRAINTS' } })
    expect(of.log.map(({ type }) => type)).not.toContain('ZoneBakeBegan')
  })

  it('a zone of which no host may be taken fails it before a host is touched', () => {
    const zones = [
      { name: 'a', hosts: 4 },
      { name: 'b', hosts: 1 },
    ]
    const of = started({}, { zones, minimumHealthyHostsPerZone: percent(50) })
    expect(summary(of, id).errorInformation).toEqual({
      code: 'HEALTH_CONSTRAINTS_INVALID',
      message:
        'Zone b has 1 host and 1 must stay healthy there, so none may be taken out of service. Choose a lower minimum a zone, or add hosts to that zone.',
    })
    expect(summary(of, id).deploymentOverview.Skipped).toBe(5)
  })

  it('a stop ends the bake, and nothing more starts', () => {
    const of = started()
    runAll(of)
    send(of, { ...deploymentSignal(id), kind: 'stop', by: 'Dana', rollBack: false })
    expect(summary(of, id)).toMatchObject({ status: 'Stopped', deploymentOverview: { Succeeded: 2, Skipped: 4 } })
    expect(of.log.slice(-4).map(({ type }) => type)).toEqual([
      'ZoneBakeEnded',
      'TargetsSkipped',
      'DeploymentEnded',
      'DeploymentReleased',
    ])
    expect(of.wakeAt.get(id)).toBeUndefined()
  })

  it('held in a bake, the bake ends and nobody starts until somebody continues', () => {
    const of = started()
    runAll(of)
    send(of, { ...deploymentSignal(id), kind: 'hold', by: 'Dana' })
    expect(sentenceOf(of)).toMatch(
      /^Held by Dana since \d\d:\d\d UTC\. Zone a \(1 of 3\) bakes until .* 4 hosts wait until someone continues\.$/,
    )
    pass(of, 600)
    expect(inFlight(of, id)).toEqual([])
    expect(summary(of, id)).toMatchObject({ status: 'InProgress', held: { by: 'Dana' } })
    send(of, { ...deploymentSignal(id), kind: 'release', by: 'Dana' })
    expect(inFlight(of, id)).toEqual(['web-3', 'web-4'])
  })

  it('continued in a bake, it bakes to its end', () => {
    const of = started()
    runAll(of)
    send(of, { ...deploymentSignal(id), kind: 'hold', by: 'Dana' })
    send(of, { ...deploymentSignal(id), kind: 'release', by: 'Dana' })
    expect([summary(of, id).status, inFlight(of, id)]).toEqual(['Baking', []])
  })

  it('after a restart of the service it goes on with what is left of the bake', () => {
    const of = started()
    runAll(of)
    const state = of.deployments.get(id)!
    of.deployments.set(id, deploymentAggregate.restore(deploymentAggregate.snapshot(state)))
    of.clock.advance(400_000)
    send(of, { ...deploymentSignal(id), kind: 'serviceResumed' })
    expect(of.wakeAt.get(id)).toBe(testEpoch + 600_000)
    expect(summary(of, id).status).toBe('Baking')
    pass(of, 200)
    expect(inFlight(of, id)).toEqual(['web-3', 'web-4'])
  })

  it('a bake is not cut short by what hosts still say', () => {
    const of = started()
    runAll(of)
    send(of, { ...deploymentSignal(id), kind: 'hostSilent', targetId: 'web-3', since: testEpoch })
    send(of, { ...deploymentSignal(id), kind: 'hostBack', targetId: 'web-3' })
    expect([summary(of, id).status, offered(of, id, 'web-3')]).toEqual(['Baking', undefined])
  })

  it('its rollback ignores zones, and has no time for their bakes', () => {
    const of = world()
    of.group.lastSuccessful = aLastSuccessful()
    const rollBack: Parameters<typeof aZonedSpec>[0] = {
      autoRollbackConfiguration: { enabled: true, events: ['DEPLOYMENT_FAILURE'] },
    }
    create(of, aZonedSpec(rollBack, { minimumHealthyHostsPerZone: hosts(1) }))
    runHost(of, id, 'web-1', 'Install')
    expect(deploymentOf(of, 'd-RRRRRRRR1').spec.zones).toBeUndefined()
    expect(wholeSeconds(of, 'd-RRRRRRRR1')).toBe(8 * 3600)
    expect(inFlight(of, 'd-RRRRRRRR1')).toEqual(hostNames(6))
  })

  it('has time for the bakes that it comes to, on top of its limit', () => {
    const of = started()
    expect(wholeSeconds(of)).toBe(8 * 3600 + 2 * 600)
  })

  it('has no time for bakes of zones in which it deploys to nobody', () => {
    const of = world()
    const spec = aZonedSpec()
    const signal = { to: 'group', groupId: spec.deploymentGroupId, kind: 'createDeployment', spec } as const
    expect(send(of, { ...signal, narrowing: { onlyTargets: ['web-1', 'web-3'] } })).toBeUndefined()
    expect(deploymentOf(of, id).spec.zones?.zones.map(({ name }) => name)).toEqual(['a', 'b'])
    expect(wholeSeconds(of)).toBe(8 * 3600 + 600)
  })
})

describe('what people see of zones', () => {
  it('says in which zone a failure would end it, when that is one whose turn is to come', () => {
    const of = world()
    const zones = [
      { name: 'a', hosts: 3 },
      { name: 'b', hosts: 2 },
    ]
    create(of, aZonedSpec({}, { zones, minimumHealthyHostsPerZone: hosts(1) }))
    expect(sentenceOf(of)).toContain('One more failure in zone b stops it.')
    expect(plan(deploymentOf(of, id).spec).sentence).toContain('The first failure in zone b stops it')
    for (const name of ['web-1', 'web-2', 'web-3']) runHost(of, id, name)
    expect(sentenceOf(of)).toContain('One more failure in zone b stops it.')
    pass(of, 600)
    expect(sentenceOf(of)).toContain('One more failure stops it.')
  })

  it('the sentence names the zone, and when the next one starts', () => {
    const of = started({}, { minimumHealthyHostsPerZone: hosts(1) })
    expect(sentenceOf(of)).toBe(
      'Installing on zone a (1 of 3), 1 of its 2 hosts at a time. None done, 1 running, none failed. One more failure stops it.',
    )
    runAll(of)
    expect(sentenceOf(of)).toMatch(
      /^Baking zone a \(1 of 3\): the next hosts start at \d\d:\d\d UTC\. 2 done, none running, none failed\. One more failure in zone b stops it\.$/,
    )
  })

  it('a short bake ends at a second, which the sentence says; a long one at a minute', () => {
    const saidAfter = (seconds: number) => {
      const of = started({}, { monitorDurationInSeconds: seconds })
      runAll(of)
      return sentenceOf(of)
    }
    expect(saidAfter(25)).toMatch(/the next hosts start at \d\d:\d\d:\d\d UTC\./)
    expect(saidAfter(600)).toMatch(/the next hosts start at \d\d:\d\d UTC\./)
  })

  it('failures left are those of the zone that breaks first', () => {
    const zones = [
      { name: 'a', hosts: 3 },
      { name: 'b', hosts: 3 },
    ]
    const left = (fleet: number, zone: number) =>
      summary(started({ minimumHealthyHosts: hosts(fleet) }, { zones, minimumHealthyHostsPerZone: hosts(zone) }), id)
        .health.failuresLeft
    expect([left(0, 2), left(0, 1), left(0, 0), left(4, 1), left(5, 0)]).toEqual([0, 1, 5, 1, 0])
  })

  it('the pipeline has a step for each zone and each bake', () => {
    const of = started()
    expect(phasesOf(of)).toEqual([
      'start Start done',
      'zone Zone a running',
      'bake Bake after zone a pending',
      'zone Zone b pending',
      'bake Bake after zone b pending',
      'zone Zone c pending',
      'finish Finish pending',
    ])
    runAll(of)
    expect(phasesOf(of).slice(1, 4)).toEqual([
      'zone Zone a done',
      'bake Bake after zone a running',
      'zone Zone b pending',
    ])
    pass(of, 600)
    expect(phasesOf(of).slice(1, 4)).toEqual(['zone Zone a done', 'bake Bake after zone a done', 'zone Zone b running'])
    send(of, { ...deploymentSignal(id), kind: 'stop', by: 'Dana', rollBack: false })
    expect(phasesOf(of).slice(3)).toEqual([
      'zone Zone b skipped',
      'bake Bake after zone b skipped',
      'zone Zone c skipped',
      'finish Finish skipped',
    ])
  })

  it('many zones are drawn as at most fourteen steps, without their bakes', () => {
    const zones = Array.from({ length: 30 }, (_, place) => ({ name: `z${place + 1}`, hosts: 1 }))
    const { phases } = summary(started({}, { zones }), id)
    expect(phases).toHaveLength(14)
    expect(phases[1]).toMatchObject({ kind: 'zone', name: 'Zones z1–z2', total: 2 })
    expect(phases.reduce((sum, { total }) => sum + total, 0)).toBe(30)
  })

  it.each([
    [23, 'Zone r23 and the hosts without a zone'],
    [35, 'Zones r34–r35 and the hosts without a zone'],
  ])('the last of %i zones and the hosts without one are not drawn as one name', (count, name) => {
    const named = Array.from({ length: count }, (_, place) => ({ name: `r${place + 1}`, hosts: 1 }))
    const { phases } = summary(started({ targets: hostNames(count + 1) }, { zones: [...named, { hosts: 1 }] }), id)
    expect(phases.at(-2)).toMatchObject({ kind: 'zone', name })
  })

  it('hosts without the tag are said to be that', () => {
    const of = started({}, { zones: [{ hosts: 2 }] })
    expect(sentenceOf(of)).toMatch(/^Installing on the hosts without a zone \(1 of 1\), all 2 hosts of it at once\. /)
    expect(phasesOf(of)[1]).toBe('zone No zone running')
    expect(summary(of, id).zones?.zones[0]?.name).toBe('no zone')
  })

  it('each zone has its standing', () => {
    const of = started()
    runAll(of, ['web-2'])
    const states = () => summary(of, id).zones?.zones.map(({ name, state }) => `${name} ${state}`)
    expect(states()).toEqual(['a baking', 'b pending', 'c pending'])
    expect(summary(of, id).zones?.zones[0]).toEqual({
      name: 'a',
      state: 'baking',
      hosts: 2,
      minimum: 0,
      succeeded: 1,
      failed: 1,
      bakeSeconds: 600,
    })
    pass(of, 600)
    expect(states()).toEqual(['a done', 'b running', 'c pending'])
  })
})

it('zones over a part of the hosts keep their order, and those without a host are gone', () => {
  const { zones, targets } = aZonedSpec()
  expect(zonesOver(zones!, targets, ['web-2', 'web-6', 'web-5']).zones).toEqual([
    { name: 'a', hosts: 1 },
    { name: 'c', hosts: 2 },
  ])
})
