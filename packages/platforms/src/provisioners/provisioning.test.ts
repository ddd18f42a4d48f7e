/** What becomes of `provision` and `retire`: reports, waits, restarts, and hosts that are not ours. */
import {
  replacementGroupName,
  scalingGroupTag,
  type Command,
  type DeploymentSignal,
  type Instance,
} from '@sluice/model'
import { aDeploymentSpec, anInstance } from '@sluice/testkit'
import { onTestFinished, describe, expect, test } from 'vitest'
import { settled } from '../testing/a-hub.ts'
import { createProvisioning } from './provisioning.ts'
import { createSimulatedProvisioner } from './simulated/simulated-provisioner.ts'

const deploymentId = 'd-AAAAAAAA1'
const ourTags = [
  { Key: 'fleet', Value: 'local' },
  { Key: scalingGroupTag, Value: replacementGroupName('web', deploymentId) },
]
const provision = (...targets: string[]): Command => ({
  kind: 'provision',
  id: `${deploymentId}/provision`,
  deploymentId,
  targets,
})
const retire = (terminate: boolean, ...targets: string[]): Command => ({
  kind: 'retire',
  id: `${deploymentId}/retire`,
  deploymentId,
  targets,
  terminate,
})

/** `enrols`: what is made comes in by itself. */
function aRoom({ enrols = true, startLimitSeconds = 300 } = {}) {
  const instances = new Map<string, Instance>()
  const connected = new Set<string>()
  const listeners = new Set<() => void>()
  const reported: Omit<DeploymentSignal, 'to' | 'groupId' | 'deploymentId'>[] = []
  const did: string[] = []
  const faults: unknown[] = []
  const broken = { door: 0, balancer: 0, machines: new Map<string, string>() }

  function connect(instanceName: string, tags = ourTags): void {
    instances.set(instanceName, anInstance({ instanceName, tags }))
    connected.add(instanceName)
    listeners.forEach((tell) => tell())
  }

  const provisioner = createSimulatedProvisioner({
    names: ['local-7', 'local-8', 'local-9'],
    made(name, tags) {
      did.push(`made ${name}`)
      if (enrols) connect(name, [...tags])
    },
    ended(name) {
      did.push(`ended ${name}`)
      connected.delete(name)
    },
    trouble: (name) => broken.machines.get(name),
  })
  const provisioning = createProvisioning({
    provisioner,
    door: {
      async submit({ to: _to, groupId: _group, deploymentId: _id, ...report }) {
        if (broken.door-- > 0) throw new Error('the disk is full')
        reported.push(report)
        return { events: [] }
      },
      describe: async (id) =>
        id === deploymentId
          ? aDeploymentSpec({
              targetGroupNames: ['shop'],
              clocks: { startLimitSeconds, eventLimitSeconds: 3600, totalLimitSeconds: 9000 },
              blueGreen: {
                kind: 'forward',
                receiving: 2,
                provision: { scalingGroupName: 'web' },
                originals: { action: 'TERMINATE', waitMinutes: 0 },
              },
            })
          : undefined,
    },
    hosts: {
      isConnected: (_account, name) => connected.has(name),
      onChange(listener) {
        listeners.add(listener)
        return () => listeners.delete(listener)
      },
    },
    instanceOf: async (_account, name) => instances.get(name),
    async deregister(instance) {
      did.push(`deregistered ${instance.instanceName}`)
      instances.set(instance.instanceName, { ...instance, deregisterTime: '2026-03-01T10:00:00.000Z' })
    },
    async takeOut(_accountId, targetGroupNames, targets) {
      if (broken.balancer-- > 0) throw new Error('the balancer is away')
      did.push(`took out ${targets.join(' ')} of ${targetGroupNames.join()}`)
    },
    fault: (error) => faults.push(error),
    againAfterMs: 1,
  })
  onTestFinished(() => provisioning.stop())
  async function done(...commands: Command[]): Promise<void> {
    provisioning.dispatch(commands)
    await provisioning.idle()
  }
  return { provisioning, provisioner, instances, connect, reported, did, faults, broken, listeners, done }
}

describe('provision', () => {
  test('makes the hosts under the tag of their scaling group and reports when all are connected', async () => {
    const { done, reported, provisioner, instances } = aRoom()
    await done(provision('local-7', 'local-8'))
    expect(reported).toEqual([{ kind: 'provisioned' }])
    expect(provisioner.running()).toEqual(['local-7', 'local-8'])
    expect(instances.get('local-7')?.tags).toEqual(ourTags)
  })

  test('waits until the last one is connected', async () => {
    const { provisioning, connect, reported, listeners } = aRoom({ enrols: false })
    provisioning.dispatch([provision('local-7', 'local-8')])
    await settled()
    connect('local-8')
    await settled()
    expect(reported).toEqual([])
    connect('local-7')
    await provisioning.idle()
    expect(reported).toEqual([{ kind: 'provisioned' }])
    expect(listeners.size).toBe(0)
  })

  test('names the hosts that did not come within the start limit', async () => {
    const { done, reported } = aRoom({ enrols: false, startLimitSeconds: 0.02 })
    await done(provision('local-7', 'local-8'))
    const message = 'local-7, local-8 did not connect within 0.02 seconds of the start.'
    expect(reported).toEqual([{ kind: 'provisionFailed', message }])
  })

  test('says which host could not be made, and why', async () => {
    const { done, reported, broken } = aRoom()
    broken.machines.set('local-8', 'the disk is full')
    await done(provision('local-7', 'local-8'))
    const message = 'local-8 could not be made: the disk is full.'
    expect(reported).toEqual([{ kind: 'provisionFailed', message }])
  })

  test('takes no host that is somebody else’s', async () => {
    const { done, reported, connect, did } = aRoom()
    connect('local-7', [{ Key: 'fleet', Value: 'local' }])
    await done(provision('local-7'))
    const message = 'local-7 could not be made: another host is registered under this name.'
    expect(reported).toEqual([{ kind: 'provisionFailed', message }])
    expect(did).toEqual([])
  })

  test('told again after a restart, it finds what is there and reports', async () => {
    const before = aRoom()
    await before.done(provision('local-7'))
    await before.done(provision('local-7'))
    expect(before.did).toEqual(['made local-7'])
    expect(before.reported).toEqual([{ kind: 'provisioned' }, { kind: 'provisioned' }])
  })

  test('told twice at once, it reports once', async () => {
    const { done, reported } = aRoom()
    await done(provision('local-7'), provision('local-7'))
    expect(reported).toEqual([{ kind: 'provisioned' }])
  })

  test('a report whose commit failed is not lost', async () => {
    const { done, reported, broken, faults } = aRoom()
    broken.door = 2
    await done(provision('local-7'))
    expect(reported).toEqual([{ kind: 'provisioned' }])
    expect(faults).toHaveLength(2)
  })
})

describe('retire', () => {
  test('takes the hosts out of all traffic before it ends and deregisters them', async () => {
    const { done, did, reported, instances, provisioner } = aRoom()
    await done(provision('local-7'))
    await done(retire(true, 'local-7'))
    expect(did).toEqual(['made local-7', 'took out local-7 of shop', 'ended local-7', 'deregistered local-7'])
    expect(reported.at(-1)).toEqual({ kind: 'retired', notRetired: [] })
    expect(instances.get('local-7')?.deregisterTime).toBeDefined()
    expect(provisioner.isInUse('local-7')).toBe(false)
  })

  test('ends no host when it is not asked to', async () => {
    const { done, did, reported, connect } = aRoom()
    connect('web-1', [])
    await done(provision('local-7'))
    await done(retire(false, 'local-7', 'web-1'))
    expect(did).toEqual(['made local-7', 'took out local-7 web-1 of shop'])
    expect(reported.at(-1)).toEqual({ kind: 'retired', notRetired: [] })
  })

  test('leaves alone what we did not make, and says so', async () => {
    const { done, did, reported, connect } = aRoom()
    connect('web-1', [{ Key: 'env', Value: 'production' }])
    connect('local-8', [{ Key: 'fleet', Value: 'local' }])
    await done(retire(true, 'web-1', 'local-8', 'web-2'))
    expect(did).toEqual(['took out web-1 local-8 web-2 of shop'])
    const because = 'was not made for a scaling group here: it is not ours to end.'
    const notRetired = ['web-1', 'local-8', 'web-2'].map((targetId) => ({
      targetId,
      message: `${targetId} ${because}`,
    }))
    expect(reported).toEqual([{ kind: 'retired', notRetired }])
  })

  test('a host that only carries the tag of those we make is not ours', async () => {
    const { done, did, connect, provisioning } = aRoom()
    connect('web-1', ourTags)
    await done(retire(true, 'web-1'))
    await provisioning.bringBack('000000000001', 'web-1')
    expect(did).toEqual(['took out web-1 of shop'])
  })

  test('says which host could not be ended, and ends the others', async () => {
    const { done, reported, broken, provisioner } = aRoom()
    await done(provision('local-7', 'local-8'))
    broken.machines.set('local-7', 'its folder is in use')
    await done(retire(true, 'local-7', 'local-8'))
    const message = 'local-7 could not be ended: its folder is in use.'
    expect(reported.at(-1)).toEqual({ kind: 'retired', notRetired: [{ targetId: 'local-7', message }] })
    expect(provisioner.running()).toEqual(['local-7'])
  })

  test('ends a host that never came in', async () => {
    const { done, reported, provisioner } = aRoom({ enrols: false, startLimitSeconds: 0.01 })
    await done(provision('local-7'))
    await done(retire(true, 'local-7'))
    expect(reported.at(-1)).toEqual({ kind: 'retired', notRetired: [] })
    expect(provisioner.running()).toEqual([])
  })

  test('breaks off the making of its hosts, of which nothing is reported any more', async () => {
    const { done, provisioning, reported, provisioner, listeners } = aRoom({ enrols: false })
    provisioning.dispatch([provision('local-7', 'local-8')])
    await settled()
    await done(retire(true, 'local-7', 'local-8'))
    expect(reported).toEqual([{ kind: 'retired', notRetired: [] }])
    expect([provisioner.running(), listeners.size]).toEqual([[], 0])
  })

  test('no host ends before the balancers have let it go', async () => {
    const { done, did, broken, faults } = aRoom()
    await done(provision('local-7'))
    broken.balancer = 2
    await done(retire(true, 'local-7'))
    expect(faults).toHaveLength(2)
    expect(did).toEqual(['made local-7', 'took out local-7 of shop', 'ended local-7', 'deregistered local-7'])
  })

  test('told again after a restart in the middle, it does what is missing', async () => {
    const { done, reported, provisioner, instances } = aRoom()
    await done(provision('local-7'))
    await provisioner.terminate('local-7')
    await done(retire(true, 'local-7'))
    expect(reported.at(-1)).toEqual({ kind: 'retired', notRetired: [] })
    expect(instances.get('local-7')?.deregisterTime).toBeDefined()
  })
})

describe('after a restart', () => {
  test('a host that we made is started again, with its own tags', async () => {
    const { provisioning, connect, provisioner, instances } = aRoom()
    const tags = [...ourTags, { Key: 'rack', Value: '7' }]
    connect('local-7', tags)
    await provisioning.bringBack('000000000001', 'local-7')
    expect(provisioner.running()).toEqual(['local-7'])
    expect(instances.get('local-7')?.tags).toEqual(tags)
  })

  test('no other host is touched, nor one that was deregistered', async () => {
    const { provisioning, provisioner, connect, instances } = aRoom()
    connect('web-1', [])
    instances.set(
      'local-7',
      anInstance({ instanceName: 'local-7', tags: ourTags, deregisterTime: '2026-03-01T10:00:00.000Z' }),
    )
    for (const name of ['web-1', 'local-7', 'local-8']) await provisioning.bringBack('000000000001', name)
    expect(provisioner.running()).toEqual([])
  })

  test('a host that is being ended is not started again', async () => {
    const { provisioning, provisioner, done } = aRoom()
    await done(provision('local-7'))
    provisioning.dispatch([retire(true, 'local-7')])
    await Promise.all([provisioning.bringBack('000000000001', 'local-7'), provisioning.idle()])
    await provisioning.bringBack('000000000001', 'local-7')
    expect(provisioner.running()).toEqual([])
  })
})

test('what is for hosts or balancers is not its business', async () => {
  const { done, did, reported, faults } = aRoom()
  const event = { deploymentId, targetId: 'local-7', event: 'AllowTraffic' } as const
  await done(
    { kind: 'runLifecycleEvent', id: `${deploymentId}/local-7/AllowTraffic/1`, ...event },
    { kind: 'offerTestTraffic', id: `${deploymentId}/offerTestTraffic`, deploymentId, targets: ['local-7'] },
  )
  expect([did, reported, faults]).toEqual([[], [], []])
})

test('a service that ends reports nothing and ends no host', async () => {
  const { provisioning, provisioner, reported, done, broken } = aRoom()
  await done(provision('local-7'))
  broken.balancer = 1_000_000
  provisioning.dispatch([retire(true, 'local-7')])
  await settled()
  provisioning.stop()
  await provisioning.idle()
  expect([reported, provisioner.running()]).toEqual([[{ kind: 'provisioned' }], ['local-7']])
})
