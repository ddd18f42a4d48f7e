/** How a group's hosts stand after what deployments came to on them: the table of facts 3.2, and the order that follows. */
import { aBlueGreenSpec, aDeploymentSpec, aRevisionInUse, hostNames, testGroupId } from '@sluice/testkit'
import type { DeploymentSpec, GroupEvent, HostStanding } from '@sluice/model'
import { describe, expect, it } from 'vitest'
import {
  create,
  deploymentOf,
  deploymentSignal,
  inFlight,
  runHost,
  send,
  tick,
  world,
  type World,
} from '../testing/world.ts'
import { groupAggregate } from './group-aggregate.ts'
import { standingChanges } from './standing-changes.ts'
import { standingIn } from './group-hosts.ts'

const everybodyMayFail = { type: 'HOST_COUNT', value: 0 } as const
const oneAtATime = { type: 'MOST_CONCURRENCY', value: 1 } as const
const current: HostStanding = { instanceHealth: 'Healthy', revisionHealth: 'Current' }
let number = 0

describe('after a deployment that succeeded', () => {
  it('Current stays Current where it succeeded, and becomes Unknown where it did not', () => {
    const of = world()
    deploy(of, '1.0')
    expect(standings(of)).toEqual([current, current, current])
    deploy(of, '1.1', ['web-2'])
    expect(standings(of)).toEqual([current, { instanceHealth: 'Unhealthy', revisionHealth: 'Unknown' }, current])
    expect(of.group.lastSuccessful?.revision.name).toBe('storefront-1.1')
  })

  it('Old and Unknown become Current where it succeeded, and stay as they are where it did not', () => {
    const of = world()
    deploy(of, '1.0')
    deploy(of, '1.1', [], { targets: ['web-1'] })
    expect(standings(of)[1]).toEqual({ instanceHealth: 'Healthy', revisionHealth: 'Old' })
    deploy(of, '1.2', ['web-2'])
    expect(standings(of)).toEqual([current, { instanceHealth: 'Unhealthy', revisionHealth: 'Old' }, current])
    deploy(of, '1.3', [], { targets: ['web-2'] })
    expect(standings(of)[1]).toEqual(current)
  })

  it('a host that fails in its first deployment is Unhealthy and Unknown', () => {
    const of = world()
    deploy(of, '1.0', ['web-3'])
    expect(standings(of)[2]).toEqual({ instanceHealth: 'Unhealthy', revisionHealth: 'Unknown' })
  })

  it('what was never deployed to is known to nobody', () => {
    expect(standingIn(world().group)('web-1')).toBeUndefined()
  })
})

describe('after a deployment that failed or was stopped', () => {
  it('each host that was tried has its own result, the others keep theirs, and the revision of the group stays', () => {
    const of = world()
    deploy(of, '1.0')
    deploy(of, '1.1', ['web-2'], { minimumHealthyHosts: oneAtATime })
    expect(of.group.lastSuccessful?.revision.name).toBe('storefront-1.0')
    expect(standings(of)).toEqual([
      { instanceHealth: 'Healthy', revisionHealth: 'Unknown' },
      { instanceHealth: 'Unhealthy', revisionHealth: 'Unknown' },
      current,
    ])
  })

  it('a revision that proves itself later is Current on the hosts that have had it since', () => {
    const of = world()
    deploy(of, '1.0')
    deploy(of, '1.1', ['web-2'], { minimumHealthyHosts: oneAtATime })
    deploy(of, '1.1', [], { targets: ['web-2', 'web-3'] })
    expect(standings(of)).toEqual([current, current, current])
  })

  it('a host that a stop left part-way is Unhealthy; one that was only offered an event keeps its standing', () => {
    const of = world()
    deploy(of, '1.0')
    const { deploymentId } = begun(of, '1.1')
    runPartWay(of, deploymentId, 'web-1')
    send(of, { ...deploymentSignal(deploymentId), kind: 'stop', by: 'Dana', rollBack: false })
    expect(of.group.active).toBeUndefined()
    expect(standings(of)).toEqual([{ instanceHealth: 'Unhealthy', revisionHealth: 'Unknown' }, current, current])
  })

  it('a host that never answered was tried: it is Unhealthy', () => {
    const of = world()
    deploy(of, '1.0')
    const { deploymentId, clocks } = begun(of, '1.1', { minimumHealthyHosts: oneAtATime })
    of.clock.advance(clocks.startLimitSeconds * 1000)
    tick(of, deploymentId)
    expect(standings(of)).toEqual([{ instanceHealth: 'Unhealthy', revisionHealth: 'Unknown' }, current, current])
  })
})

describe('a rollback', () => {
  it('takes what failed first, then what is Unknown; after it everything that was tried is Current', () => {
    const of = world()
    deploy(of, '1.0', [], { targets: hostNames(4) })
    const failed = deploy(of, '1.1', ['web-3'], {
      targets: hostNames(4),
      minimumHealthyHosts: oneAtATime,
      autoRollbackConfiguration: { enabled: true, events: ['DEPLOYMENT_FAILURE'] },
    })
    const rollback = failed.rollbackDeploymentId
    expect(deploymentOf(of, rollback).spec).toMatchObject({
      targets: ['web-3', 'web-1', 'web-2', 'web-4'],
      outOfService: [0],
    })
    play(of, rollback)
    expect(['web-1', 'web-2', 'web-3', 'web-4'].map(standingIn(of.group))).toEqual([current, current, current, current])
  })
})

describe('blue/green', () => {
  it('leaves originals on what they had, forgets those that ended, and learns of the replacements', () => {
    const of = world()
    of.group.hosts.records.set('blue-1', { isHealthy: true, installed: aRevisionInUse('1.0') })
    const results = { revision: aRevisionInUse('1.1'), succeeded: ['green-1'], failed: ['green-2'], gone: ['blue-1'] }
    const spec = aBlueGreenSpec({ targets: ['green-1', 'green-2', 'blue-1'] })
    create(of, spec)
    const lastSuccessful = { ...spec, completedAt: spec.createdAt }
    const event = released(spec.deploymentId, { hosts: results, lastSuccessful })
    groupAggregate.evolve(of.group, event)
    expect(['green-1', 'green-2', 'blue-1'].map(standingIn(of.group))).toEqual([
      current,
      { instanceHealth: 'Unhealthy', revisionHealth: 'Unknown' },
      undefined,
    ])
    expect(standingChanges(of.group, event)).toContainEqual({
      deploymentGroupId: testGroupId,
      instanceName: 'blue-1',
      standing: undefined,
    })
  })
})

describe('the rows of hosts', () => {
  it('change where a host was tried, and where the revision of the group is another for what it has', () => {
    const of = world()
    deploy(of, '1.0')
    const event = lastReleased(of)
    expect(standingChanges(of.group, event).map(({ instanceName }) => instanceName)).toEqual(hostNames(3))
    deploy(of, '1.1', ['web-2'], { minimumHealthyHosts: oneAtATime })
    expect(standingChanges(of.group, lastReleased(of))).toEqual([
      row('web-1', { instanceHealth: 'Healthy', revisionHealth: 'Unknown', revisionName: 'storefront-1.1' }),
      row('web-2', { instanceHealth: 'Unhealthy', revisionHealth: 'Unknown' }),
    ])
    deploy(of, '1.2', [], { targets: ['web-2'] })
    expect(standingChanges(of.group, lastReleased(of))).toEqual([
      row('web-2', { ...current, revisionName: 'storefront-1.2' }),
      row('web-3', { instanceHealth: 'Healthy', revisionHealth: 'Old', revisionName: 'storefront-1.0' }),
    ])
  })
})

describe('a group of 10,000 hosts', () => {
  const of = world()
  const names = hostNames(10_000)
  const revision = aRevisionInUse('1.0')
  const hosts = { revision, succeeded: names.slice(0, 9000), failed: names.slice(9000) }
  groupAggregate.evolve(of.group, released('d-AAAAAAAA9', { hosts }))

  it('has a small snapshot', () => {
    expect(groupAggregate.snapshot(of.group).byteLength).toBeLessThan(300_000)
  })

  it('is the same when it is read back', () => {
    expect(groupAggregate.restore(groupAggregate.snapshot(of.group))).toEqual(of.group)
  })
})

function standings(of: World): (HostStanding | undefined)[] {
  return hostNames(3).map(standingIn(of.group))
}

function begun(of: World, version: string, over: Partial<DeploymentSpec> = {}): DeploymentSpec {
  number += 1
  const id = (kind: string) => `d-${kind}${String(number).padStart(8, '0')}`
  const spec = aDeploymentSpec({
    deploymentId: id('A'),
    rollbackDeploymentId: id('R'),
    targets: hostNames(3),
    minimumHealthyHosts: everybodyMayFail,
    revision: aRevisionInUse(version),
    ...over,
  })
  create(of, spec)
  return spec
}

function deploy(of: World, version: string, failing: string[] = [], over: Partial<DeploymentSpec> = {}) {
  const spec = begun(of, version, over)
  play(of, spec.deploymentId, failing)
  return spec
}

function play(of: World, deploymentId: string, failing: string[] = []): void {
  for (let [host] = inFlight(of, deploymentId); host !== undefined; [host] = inFlight(of, deploymentId))
    runHost(of, deploymentId, host, failing.includes(host) ? 'ValidateService' : undefined)
}

/** Its first event has ended. */
function runPartWay(of: World, deploymentId: string, host: string): void {
  const commandId = [...of.outbox.keys()].find((id) => id.startsWith(`${deploymentId}/${host}/`)) ?? ''
  const diagnostics = { errorCode: 'Success', scriptName: '', message: '', logTail: '' } as const
  send(of, { ...deploymentSignal(deploymentId), kind: 'grantAsked', commandId })
  send(of, { ...deploymentSignal(deploymentId), kind: 'reported', commandId, status: 'Succeeded', diagnostics })
}

type Released = Extract<GroupEvent, { type: 'DeploymentReleased' }>

function released(deploymentId: string, more: Partial<Released>): Released {
  return { v: 1, at: 0, type: 'DeploymentReleased', deploymentId, status: 'Succeeded', ...more }
}

function lastReleased(of: World): Released {
  const event = of.log.findLast((fact) => fact.type === 'DeploymentReleased')
  if (event === undefined) throw new Error('nothing was released')
  return event
}

function row(instanceName: string, standing: HostStanding & { revisionName?: string }) {
  return { deploymentGroupId: testGroupId, instanceName, standing: { instanceName, ...standing } }
}
