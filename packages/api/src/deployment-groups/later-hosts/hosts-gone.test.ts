/** What is known of a host ends with it: in each group, and with the group. */
import { firstAccountId } from '@sluice/model'
import { failed, succeeded } from '@sluice/platforms'
import { directoryKeys } from '@sluice/store'
import { anInstance, hostNames } from '@sluice/testkit'
import { expect, test } from 'vitest'
import { deployedAtOnce, production, shop } from '../../testing/a-shop.ts'
import type { World } from '../../testing/a-world.ts'
import { appearingHosts } from './appearing-hosts.ts'

const toUpdate = { applicationName: 'storefront', currentDeploymentGroupName: 'production' }
const inProduction = [{ Key: 'env', Value: 'production' }]

async function served(hosts = 2): Promise<World> {
  const world = await shop(hosts)
  await deployedAtOnce(world, '1.0')
  return world
}

async function groupId(world: World): Promise<string> {
  return (await world.call('getDeploymentGroup', production)).deploymentGroupInfo.deploymentGroupId
}

const known = async (world: World) =>
  (await world.store.listStandings(await groupId(world))).map(({ instanceName }) => instanceName)

async function standingOf(world: World, name: string) {
  const { instances } = await world.call('listGroupInstances', production)
  return instances.find(({ instanceName }) => instanceName === name)
}

test('a host that is deregistered is forgotten, whatever its group does about hosts that come', async () => {
  const world = await served()
  await world.call('updateDeploymentGroup', { ...toUpdate, outdatedInstancesStrategy: 'IGNORE' })
  await world.call('deregisterOnPremisesInstance', { instanceName: 'web-2' })
  expect(await known(world)).toEqual(['web-1'])
})

test('so is one that matched no more when it was deregistered', async () => {
  const world = await served()
  await world.call('removeTagsFromOnPremisesInstances', { tags: inProduction, instanceNames: ['web-2'] })
  expect(await known(world)).toEqual(['web-1', 'web-2'])
  await world.call('deregisterOnPremisesInstance', { instanceName: 'web-2' })
  expect(await known(world)).toEqual(['web-1'])
})

test('one that is enrolled again under its name is new: nothing is said of what it has', async () => {
  const world = await served()
  await world.call('deregisterOnPremisesInstance', { instanceName: 'web-2' })
  await world.enrol('web-2')
  expect(await standingOf(world, 'web-1')).toMatchObject({ revisionHealth: 'Current' })
  const again = await standingOf(world, 'web-2')
  expect(again).toMatchObject({ instanceHealth: 'Unhealthy', revisionHealth: 'Unknown', isDrifting: true })
  expect(again).not.toHaveProperty('runs')
  expect(await world.call('getGroupDrift', production)).toMatchObject({
    drifting: 1,
    hosts: [{ instanceName: 'web-2', reason: 'appearedLater' }],
  })
  const { groups } = await world.call('listInstanceGroups', { instanceName: 'web-2' })
  expect(groups).toMatchObject([{ isTried: false, isDrifting: true }])
  expect(groups[0]).not.toHaveProperty('installed')
  expect(groups[0]).not.toHaveProperty('last')
})

test('nor when the first deployment to it broke off: its page tells that one, and nothing of the machine before', async () => {
  const world = await served()
  await world.call('deregisterOnPremisesInstance', { instanceName: 'web-2' })
  await world.enrol('web-2')
  world.script(({ targetId, event }) => (targetId === 'web-2' && event === 'BeforeInstall' ? failed() : succeeded))
  const deploymentId = await deployedAtOnce(world, '1.1')
  const { groups } = await world.call('listInstanceGroups', { instanceName: 'web-2' })
  expect(groups).toMatchObject([{ isTried: true, last: { deploymentId, targetStatus: 'Failed' } }])
  expect(groups[0]).not.toHaveProperty('installed')
  expect(await standingOf(world, 'web-1')).toHaveProperty('runs')
  expect(await standingOf(world, 'web-2')).not.toHaveProperty('runs')
})

test('and gets the revision where its group gives it to hosts that come', async () => {
  const world = await served()
  await world.call('updateDeploymentGroup', { ...toUpdate, newHosts: 'automatic' })
  await world.call('deregisterOnPremisesInstance', { instanceName: 'web-2' })
  await world.enrol('web-2')
  await world.settled()
  const { deploymentsInfo } = await world.call('listDeployments', { ...production, creators: ['autoscaling'] })
  expect(deploymentsInfo).toMatchObject([{ status: 'Succeeded', revisionName: 'storefront-1.0' }])
  expect(await standingOf(world, 'web-2')).toMatchObject({ revisionHealth: 'Current' })
})

test('one that is deregistered while its first deployment runs leaves nothing behind', async () => {
  const world = await shop(2)
  world.script(({ event }) => (event === 'ValidateService' ? 'runs' : succeeded))
  const deploymentId = await deployedAtOnce(world, '1.0')
  await world.call('deregisterOnPremisesInstance', { instanceName: 'web-2' })
  await world.enrol('web-2')
  for (const id of world.hosts.ran.filter((one) => one.startsWith(deploymentId) && one.includes('/ValidateService/')))
    await world.hosts.finish(id, succeeded)
  await world.settled()
  expect(await known(world)).toEqual(['web-1'])
})

test('the rows of a group go with it', async () => {
  const world = await served()
  const id = await groupId(world)
  await world.call('deleteDeploymentGroup', production)
  expect(await world.store.listStandings(id)).toEqual([])
})

test('many that go at once are told without keeping the loop from everybody else', async () => {
  const world = await served()
  const instances = hostNames(300).map((instanceName) => ({
    key: directoryKeys.instance(firstAccountId, instanceName),
    put: anInstance({ instanceName, tags: inProduction }),
  }))
  await world.write(instances.map((one) => ({ collection: 'instances', ...one })))
  let turned = false
  setImmediate(() => (turned = true))
  const gone = instances.map(({ key }) => ({ collection: 'instances', key, remove: true }) as const)
  const [told, ...more] = await appearingHosts(world.ports)(world.store, gone, console)
  expect(told).toMatchObject({ kind: 'hostsGone', hosts: expect.objectContaining({ length: 300 }) })
  expect(more).toMatchObject([{ kind: 'hostsLeft' }])
  expect(turned).toBe(true)
})
