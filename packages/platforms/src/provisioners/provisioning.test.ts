/** What becomes of `provision` and `retire`: reports, waits, restarts, and hosts that are not ours. */
import { anInstance } from '@sluice/testkit'
import { describe, expect, test } from 'vitest'
import { settled } from '../testing/a-hub.ts'
import { aRoom, deploymentId, ourTags, provision, retire } from '../testing/a-provisioning-room.ts'

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

  test('a store that fails once while the deployment is read loses no command', async () => {
    const { done, reported, broken, faults, did } = aRoom()
    broken.store = 1
    await done(provision('local-7'))
    broken.store = 1
    await done(retire(true, 'local-7'))
    expect(reported).toEqual([{ kind: 'provisioned' }, { kind: 'retired', notRetired: [] }])
    expect(did.at(-1)).toBe('deregistered local-7')
    expect(faults).toHaveLength(2)
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

  test('a host that could not be ended at first is ended all the same', async () => {
    const { done, did, reported, broken, provisioner, faults } = aRoom()
    await done(provision('local-7'))
    broken.onceFor.add('local-7')
    await done(retire(true, 'local-7'))
    expect(reported.at(-1)).toEqual({ kind: 'retired', notRetired: [] })
    expect([provisioner.running(), did.at(-1), faults.length]).toEqual([[], 'deregistered local-7', 1])
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

test('a service that ends while it tries to end a host reports no trouble with it: the next start ends it', async () => {
  const { provisioning, reported, done, broken, faults } = aRoom({ againAfterMs: 60_000 })
  await done(provision('local-7'))
  broken.machines.set('local-7', 'its folder is in use')
  provisioning.dispatch([retire(true, 'local-7')])
  await settled()
  expect(faults).toHaveLength(1)
  provisioning.stop()
  await provisioning.idle()
  expect(reported).toEqual([{ kind: 'provisioned' }])
})
