/** Tag groups in deployment groups: OR inside, AND across, and one form of each kind at a time. */
import type { TagFilter } from '@sluice/model'
import { describe, expect, test } from 'vitest'
import { aWorld, type World } from '../testing/a-world.ts'

const production = { applicationName: 'storefront', deploymentGroupName: 'production' }
const current = { applicationName: 'storefront', currentDeploymentGroupName: 'production' }
const is = (Key: string, Value: string): TagFilter => ({ Key, Value, Type: 'KEY_AND_VALUE' })
const euWeb = { ec2TagSetList: [[is('env', 'production'), is('env', 'staging')], [is('zone', 'eu-*')]] }
const flat = [is('env', 'production')]

async function aFleet(): Promise<World> {
  const world = await aWorld()
  await world.call('createApplication', { applicationName: 'storefront' })
  const host = (name: string, env: string, zone: string) =>
    world.enrol(name, [
      { Key: 'env', Value: env },
      { Key: 'zone', Value: zone },
    ])
  await host('web-1', 'production', 'eu-1')
  await host('web-2', 'staging', 'eu-2')
  await host('web-3', 'production', 'us-1')
  await host('web-4', 'test', 'eu-1')
  return world
}

const infoOf = async (world: World) => (await world.call('getDeploymentGroup', production)).deploymentGroupInfo

describe('a group with tag groups', () => {
  test('takes the hosts that match one filter of every tag group', async () => {
    const world = await aFleet()
    const made = await world.call('createDeploymentGroup', { ...production, ec2TagSet: euWeb })
    expect(made.matchingInstances).toEqual(['web-1', 'web-2'])
    expect(await infoOf(world)).toMatchObject({ ec2TagSet: euWeb, matchingInstances: ['web-1', 'web-2'] })
  })

  test('plans and deploys to those hosts and no other', async () => {
    const world = await aFleet()
    await world.call('createDeploymentGroup', {
      ...production,
      onPremisesTagSet: { onPremisesTagSetList: euWeb.ec2TagSetList },
    })
    const { hosts } = await world.call('planDeployment', production)
    expect(hosts.map(({ instanceName }) => instanceName)).toEqual(['web-1', 'web-2'])
    const { deploymentId } = await world.call('createDeployment', {
      ...production,
      revision: await world.upload('a.tgz'),
    })
    await world.settled()
    expect((await world.call('listDeploymentTargets', { deploymentId })).targetIds).toEqual(['web-1', 'web-2'])
  })

  test('may have tags of both kinds and scaling groups: a host of any of them is in it', async () => {
    const world = await aFleet()
    await world.call('createScalingGroup', { name: 'spare', desiredCapacity: 1 })
    await world.enrol('spare-1', [{ Key: 'aws:autoscaling:groupName', Value: 'spare' }])
    const made = await world.call('createDeploymentGroup', {
      ...production,
      ec2TagSet: { ec2TagSetList: [[is('zone', 'us-*')]] },
      onPremisesInstanceTagFilters: [is('env', 'test')],
      autoScalingGroups: ['spare'],
    })
    expect(made.matchingInstances).toEqual(['spare-1', 'web-3', 'web-4'])
  })

  test('gives the flat list up for tag groups and the other way round, and an empty list clears its own', async () => {
    const world = await aFleet()
    await world.call('createDeploymentGroup', { ...production, ec2TagFilters: flat })
    await world.call('updateDeploymentGroup', { ...current, ec2TagSet: euWeb })
    expect(await infoOf(world)).toMatchObject({ ec2TagFilters: [], ec2TagSet: euWeb })
    await world.call('updateDeploymentGroup', { ...current, ec2TagFilters: flat })
    const back = await infoOf(world)
    expect(back).toMatchObject({ ec2TagFilters: flat })
    expect(back.ec2TagSet).toBeUndefined()
    const { matchingInstances } = await world.call('updateDeploymentGroup', { ...current, ec2TagFilters: [] })
    expect(matchingInstances).toEqual([])
  })

  test('keeps its tag groups when only the flat list is cleared', async () => {
    const world = await aFleet()
    await world.call('createDeploymentGroup', { ...production, ec2TagSet: euWeb })
    await world.call('updateDeploymentGroup', { ...current, ec2TagFilters: [] })
    expect((await infoOf(world)).ec2TagSet).toEqual(euWeb)
  })

  test.each([
    ['InvalidEC2TagCombinationException', 'ec2TagSet', { ec2TagFilters: flat, ec2TagSet: euWeb }],
    [
      'InvalidOnPremisesTagCombinationException',
      'onPremisesTagSet',
      { onPremisesInstanceTagFilters: flat, onPremisesTagSet: { onPremisesTagSetList: [flat] } },
    ],
    [
      'TagSetListLimitExceededException',
      'ec2TagSet.ec2TagSetList',
      { ec2TagSet: { ec2TagSetList: [flat, flat, flat, flat] } },
    ],
    [
      'TagSetListLimitExceededException',
      'onPremisesTagSet.onPremisesTagSetList',
      { onPremisesTagSet: { onPremisesTagSetList: [flat, flat, flat, flat] } },
    ],
    [
      'InvalidEC2TagException',
      'ec2TagSet.ec2TagSetList[0][0].Value',
      { ec2TagSet: { ec2TagSetList: [[{ Key: 'env', Type: 'KEY_AND_VALUE' }]] } },
    ],
    [
      'InvalidTagException',
      'onPremisesTagSet.onPremisesTagSetList[0]',
      { onPremisesTagSet: { onPremisesTagSetList: [[]] } },
    ],
  ])('is refused with %s at %s', async (code, field, tags) => {
    const world = await aFleet()
    expect(await world.refused('createDeploymentGroup', { ...production, ...tags })).toMatchObject({
      code,
      details: [{ field }],
    })
    await world.call('createDeploymentGroup', production)
    expect(await world.refused('updateDeploymentGroup', { ...current, ...tags })).toMatchObject({
      code,
      details: [{ field }],
    })
  })
})

test('groups of two applications may have one name', async () => {
  const world = await aWorld()
  for (const applicationName of ['storefront', 'billing']) {
    await world.call('createApplication', { applicationName })
    await world.call('createDeploymentGroup', { ...production, applicationName })
  }
  const ids = ['storefront', 'billing'].map(
    async (applicationName) =>
      (await world.call('getDeploymentGroup', { ...production, applicationName })).deploymentGroupInfo
        .deploymentGroupId,
  )
  expect(new Set(await Promise.all(ids)).size).toBe(2)
})
