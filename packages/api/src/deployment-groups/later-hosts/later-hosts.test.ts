/** What a group does about hosts that begin to match it later: nothing, an offer, or a deployment by itself. */
import { failed, succeeded } from '@sluice/platforms'
import { describe, expect, test } from 'vitest'
import { firstAccountId } from '@sluice/model'
import { directoryKeys, type Store } from '@sluice/store'
import { anInstance } from '@sluice/testkit'
import { aBlueGreenShop, blueGreen } from '../../testing/a-blue-green-shop.ts'
import { goodBundle } from '../../testing/a-bundle.ts'
import { aWorld, type World } from '../../testing/a-world.ts'
import { appearingHosts } from './appearing-hosts.ts'

const production = { applicationName: 'storefront', deploymentGroupName: 'production' }
const toUpdate = { applicationName: 'storefront', currentDeploymentGroupName: 'production' }
const inProduction = [{ Key: 'env', Value: 'production' }]

async function started(world: World, version: string): Promise<string> {
  const revision = await world.upload(`storefront-${version}.tgz`, goodBundle(version))
  const deploymentConfigName = 'CodeDeployDefault.AllAtOnce'
  return (await world.call('createDeployment', { ...production, deploymentConfigName, revision })).deploymentId
}

async function shop(settings: object = {}, hosts = 2): Promise<World> {
  const world = await aWorld()
  await world.storefront(hosts)
  await world.call('updateDeploymentGroup', { ...toUpdate, newHosts: 'automatic', ...settings })
  await started(world, '1.0')
  await world.settled()
  world.clock.advance(1000)
  return world
}

async function byThemselves(world: World) {
  await world.settled()
  const creators = ['autoscaling' as const, 'CodeDeployAutoUpdate' as const]
  const { deploymentsInfo } = await world.call('listDeployments', { ...production, creators })
  return deploymentsInfo
}

const hostsOf = async (world: World, deploymentId: string) =>
  (await world.call('listDeploymentTargets', { deploymentId })).targetIds

describe('a host that begins to match', () => {
  test('by its enrolment gets the last successful revision by itself and alone', async () => {
    const world = await shop()
    await world.enrol('web-3')
    const [only, ...more] = await byThemselves(world)
    expect(more).toEqual([])
    expect(only).toMatchObject({
      status: 'Succeeded',
      creator: 'autoscaling',
      revisionName: 'storefront-1.0',
      narrowed: { by: 'onlyTargets', leftOut: 2 },
    })
    expect(await hostsOf(world, only?.deploymentId ?? '')).toEqual(['web-3'])
  })

  test('is stored in one commit with the deployment that it gets, so that no death parts them', async () => {
    const world = await shop()
    const commits: string[] = []
    world.ports.conductor.onCommitted(({ directory, deployments }) => {
      const hosts = directory.flatMap((change) => (change.collection === 'instances' ? [change.key] : []))
      if (hosts.length > 0) commits.push(`${hosts.length} host, ${deployments.map(({ creator }) => creator).join()}`)
    })
    await world.enrol('web-3')
    expect(commits).toEqual(['1 host, autoscaling'])
  })

  test('by a tag gets it too, several in one deployment; a tag that they have already is no beginning', async () => {
    const world = await shop()
    for (const name of ['web-3', 'web-4']) await world.enrol(name, [])
    expect(await byThemselves(world)).toEqual([])
    const tagged = { tags: inProduction, instanceNames: ['web-3', 'web-4'] }
    await world.call('addTagsToOnPremisesInstances', tagged)
    await world.settled()
    await world.call('addTagsToOnPremisesInstances', { ...tagged, tags: [{ Key: 'rack', Value: '7' }] })
    const [only, ...more] = await byThemselves(world)
    expect(more).toEqual([])
    expect(await hostsOf(world, only?.deploymentId ?? '')).toEqual(['web-3', 'web-4'])
  })

  test.each(['off', 'offer'] as const)('gets nothing by itself where newHosts is %s', async (newHosts) => {
    const world = await shop({ newHosts })
    await world.enrol('web-3')
    expect(await byThemselves(world)).toEqual([])
  })

  test('is tried once: where it fails, nobody tries it again', async () => {
    const world = await shop()
    world.script(() => failed())
    await world.enrol('web-3')
    expect(await byThemselves(world)).toMatchObject([{ status: 'Failed' }])
    world.script(() => succeeded)
    world.clock.advance(1000)
    await world.enrol('web-4')
    const [newest] = await byThemselves(world)
    expect(await hostsOf(world, newest?.deploymentId ?? '')).toEqual(['web-4'])
  })

  test('while a deployment runs waits for its end, and gets the last revision that succeeded when it fails', async () => {
    const world = await shop({ outdatedInstancesStrategy: 'IGNORE' })
    const end = await untilItsEnd(world, '1.1')
    for (const name of ['web-3', 'web-4']) await world.enrol(name)
    expect(await byThemselves(world)).toEqual([])
    await end(failed())
    const [only, ...more] = await byThemselves(world)
    expect(more).toEqual([])
    expect(only).toMatchObject({ creator: 'autoscaling', revisionName: 'storefront-1.0', status: 'Succeeded' })
    expect(await hostsOf(world, only?.deploymentId ?? '')).toEqual(['web-3', 'web-4'])
  })

  test('and matches no more before the end gets nothing, and neither once its group was told to leave hosts alone', async () => {
    const world = await shop()
    const end = await untilItsEnd(world, '1.1')
    for (const name of ['web-3', 'web-4']) await world.enrol(name)
    await world.call('removeTagsFromOnPremisesInstances', { tags: inProduction, instanceNames: ['web-3'] })
    await world.call('updateDeploymentGroup', { ...toUpdate, newHosts: 'off', outdatedInstancesStrategy: 'IGNORE' })
    await end(succeeded)
    expect(await byThemselves(world)).toEqual([])
  })
})

describe('a host that had its tag taken away and gets it back', () => {
  const retag = (world: World, name: 'addTags' | 'removeTags', ...instanceNames: string[]) =>
    name === 'addTags'
      ? world.call('addTagsToOnPremisesInstances', { tags: inProduction, instanceNames })
      : world.call('removeTagsFromOnPremisesInstances', { tags: inProduction, instanceNames })

  test('while a deployment runs gets what that came to, whatever it served before', async () => {
    const world = await shop({}, 3)
    await retag(world, 'removeTags', 'web-3')
    const end = await untilItsEnd(world, '1.1')
    await retag(world, 'addTags', 'web-3')
    await end(succeeded)
    expect(await byThemselves(world)).toMatchObject([
      { creator: 'CodeDeployAutoUpdate', revisionName: 'storefront-1.1', status: 'Succeeded' },
    ])
  })

  test('is not taken together with the others that serve: the configuration of the group counts', async () => {
    const world = await shop({ deploymentConfigName: 'CodeDeployDefault.OneAtATime' }, 4)
    const names = ['web-2', 'web-3', 'web-4']
    await retag(world, 'removeTags', ...names)
    await started(world, '1.1')
    await world.settled()
    world.clock.advance(1000)
    world.script(() => 'runs')
    await retag(world, 'addTags', ...names)
    expect(await byThemselves(world)).toMatchObject([
      {
        creator: 'autoscaling',
        deploymentConfigName: 'CodeDeployDefault.OneAtATime',
        deploymentOverview: { InProgress: 1, Pending: 2 },
      },
    ])
  })
})

/** Starts a deployment that stands at its last event; what comes back ends it so. */
async function untilItsEnd(world: World, version: string) {
  world.script(({ event }) => (event === 'ValidateService' ? 'runs' : succeeded))
  const deploymentId = await started(world, version)
  await world.settled()
  world.script(() => succeeded)
  return async (result: typeof succeeded) => {
    const last = world.hosts.ran.filter((id) => id.startsWith(deploymentId) && id.includes('/ValidateService/'))
    for (const id of last) await world.hosts.finish(id, result)
    world.clock.advance(1000)
    return deploymentId
  }
}

describe('an edit of the group while hosts wait', () => {
  test('counts for them: where its owner turned it off, nothing follows a failure', async () => {
    const world = await shop()
    const end = await untilItsEnd(world, '1.1')
    await world.enrol('web-3')
    await world.call('updateDeploymentGroup', { ...toUpdate, newHosts: 'off' })
    await end(failed())
    expect(await byThemselves(world)).toEqual([])
  })

  test('takes out those that its filters match no more', async () => {
    const world = await shop()
    const end = await untilItsEnd(world, '1.1')
    const rack = { Key: 'rack', Value: '7' }
    await world.enrol('web-3')
    await world.enrol('web-4', [...inProduction, rack])
    const onPremisesInstanceTagFilters = [{ ...rack, Type: 'KEY_AND_VALUE' as const }]
    await world.call('updateDeploymentGroup', { ...toUpdate, onPremisesInstanceTagFilters })
    await end(succeeded)
    const [follow, ...more] = await byThemselves(world)
    expect(more).toEqual([])
    expect(await hostsOf(world, follow?.deploymentId ?? '')).toEqual(['web-4'])
  })
})

describe('an enrolment', () => {
  test.each([
    ['once, however many groups it matches', 'automatic', { reads: 1, told: 20 }],
    ['not at all where no group would do anything', 'off', { reads: 0, told: 0 }],
  ] as const)('reads the hosts of the account %s', async (_, newHosts, expected) => {
    const world = await aWorld()
    await world.call('createApplication', { applicationName: 'storefront' })
    for (let number = 1; number <= 20; number++)
      await world.call('createDeploymentGroup', {
        applicationName: 'storefront',
        deploymentGroupName: `group-${number}`,
        newHosts,
        onPremisesInstanceTagFilters: [{ Key: 'env', Value: 'production', Type: 'KEY_AND_VALUE' }],
      })
    let reads = 0
    const list: Store['list'] = (collection, prefix) => {
      if (collection === 'instances') reads += 1
      return world.store.list(collection, prefix)
    }
    const told = await appearingHosts(world.ports)({ ...world.store, list }, [enrolled], noComplaints)
    expect({ reads, told: told.length }).toEqual(expected)
  })

  test('is told to the other groups where one of them cannot be read, and that is complained of', async () => {
    const world = await shop()
    await world.call('createDeploymentGroup', {
      ...production,
      deploymentGroupName: 'broken',
      onPremisesInstanceTagFilters: [{ Key: 'env', Value: 'production', Type: 'KEY_AND_VALUE' }],
    })
    const listDeployments: Store['listDeployments'] = async () => {
      throw new Error('a row that nobody can read')
    }
    const complaints: string[] = []
    const log = { error: (message: string) => complaints.push(message) }
    const told = await appearingHosts(world.ports)({ ...world.store, listDeployments }, [enrolled], log)
    expect(told).toMatchObject([{ kind: 'hostsAppeared', hosts: ['web-9'] }])
    expect(complaints).toEqual(['storefront/broken could not be told which hosts changed'])
  })
})

const enrolled = {
  collection: 'instances',
  key: directoryKeys.instance(firstAccountId, 'web-9'),
  put: anInstance({ instanceName: 'web-9', tags: inProduction }),
} as const
const noComplaints = {
  error: (message: string) => {
    throw new Error(message)
  },
}

describe('outdatedInstancesStrategy', () => {
  test('UPDATE: a success is followed on hosts that began to match while it ran, and the two are linked', async () => {
    const world = await shop({ newHosts: 'off' })
    const end = await untilItsEnd(world, '1.1')
    await world.enrol('web-3')
    const root = await end(succeeded)
    const [follow, ...more] = await byThemselves(world)
    expect(more).toEqual([])
    expect(follow).toMatchObject({
      creator: 'CodeDeployAutoUpdate',
      revisionName: 'storefront-1.1',
      status: 'Succeeded',
      relatedDeployments: { autoUpdateOutdatedInstancesRootDeploymentId: root },
    })
    const { deploymentInfo } = await world.call('getDeployment', { deploymentId: root })
    expect(deploymentInfo.relatedDeployments).toEqual({
      autoUpdateOutdatedInstancesDeploymentIds: [follow?.deploymentId],
    })
    const { events } = await world.call('listDeploymentEvents', { deploymentId: root, after: 0 })
    expect(events.at(-1)?.text).toBe(`${follow?.deploymentId} follows it on hosts that began to match while it ran.`)
    const why = `web-3 began to match storefront / production while ${root} ran; the group follows a success on hosts that came meanwhile.`
    expect(follow?.description).toBe(why)
    const own = await world.call('listDeploymentEvents', { deploymentId: follow?.deploymentId ?? '', after: 0 })
    expect(own.events[0]?.text).toBe(`automatic update created the deployment of storefront-1.1 to 1 host: ${why}`)
  })

  test('IGNORE: nothing follows', async () => {
    const world = await shop({ newHosts: 'off', outdatedInstancesStrategy: 'IGNORE' })
    const end = await untilItsEnd(world, '1.1')
    await world.enrol('web-3')
    await end(succeeded)
    expect(await byThemselves(world)).toEqual([])
  })
})

describe('the settings', () => {
  test('of a new group are off and UPDATE, are kept, and each is changed alone', async () => {
    const world = await aWorld()
    await world.storefront(1)
    const settings = async () => (await world.call('getDeploymentGroup', production)).deploymentGroupInfo
    expect(await settings()).toMatchObject({ newHosts: 'off', outdatedInstancesStrategy: 'UPDATE' })
    await world.call('updateDeploymentGroup', { ...toUpdate, newHosts: 'offer' })
    expect(await settings()).toMatchObject({ newHosts: 'offer', outdatedInstancesStrategy: 'UPDATE' })
    await world.call('updateDeploymentGroup', { ...toUpdate, outdatedInstancesStrategy: 'IGNORE' })
    expect(await settings()).toMatchObject({ newHosts: 'offer', outdatedInstancesStrategy: 'IGNORE' })
  })

  test('of a group that was made before they could be chosen let nothing happen by itself', async () => {
    const world = await shop()
    const key = directoryKeys.group(firstAccountId, 'storefront', 'production')
    const row = await world.store.get('deploymentGroups', key)
    if (row === undefined) throw new Error('the group is not there')
    const { newHosts: _, outdatedInstancesStrategy: __, ...put } = row
    await world.write([{ collection: 'deploymentGroups', key, put }])
    const end = await untilItsEnd(world, '1.1')
    await world.enrol('web-3')
    await end(succeeded)
    await world.enrol('web-4')
    expect(await byThemselves(world)).toEqual([])
  })

  test.each([
    ['createDeploymentGroup', { ...production, deploymentGroupName: 'other' }],
    ['updateDeploymentGroup', toUpdate],
  ])('%s refuses other words, and hosts that come by themselves in blue/green', async (name, input) => {
    const world = await aWorld()
    await aBlueGreenShop(world)
    const refused = (more: object) => world.refused(name, { ...input, ...more })
    expect(await refused({ newHosts: 'always' })).toMatchObject({ details: [{ field: 'newHosts' }] })
    expect(await refused({ outdatedInstancesStrategy: 'update' })).toMatchObject({
      code: 'InvalidInputException',
      details: [{ field: 'outdatedInstancesStrategy' }],
    })
    const group = {
      applicationName: blueGreen.applicationName,
      currentDeploymentGroupName: blueGreen.deploymentGroupName,
    }
    expect(await world.refused('updateDeploymentGroup', { ...group, newHosts: 'automatic' })).toMatchObject({
      code: 'InvalidInputException',
      details: [
        { field: 'newHosts', message: expect.stringMatching(/^newHosts must be off for deployment groups of the/) },
      ],
    })
  })
})
