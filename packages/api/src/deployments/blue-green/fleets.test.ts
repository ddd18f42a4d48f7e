/** Which hosts are the two fleets of a deployment, and which wishes for them are refused. */
import { scalingGroupTag } from '@sluice/model'
import { describe, expect, test } from 'vitest'
import {
  aBlueGreenShop,
  begun,
  blueGreen,
  carriedThrough,
  fleet,
  infoOf,
  keepAlive,
  matching,
  registered,
  rerouted,
  twoFleets,
} from '../../testing/a-blue-green-shop.ts'
import { aWorld } from '../../testing/a-world.ts'

describe('the fleets', () => {
  test('a first one is made as large as its scaling group says, a later one as large as what it replaces', async () => {
    const world = await aWorld()
    await aBlueGreenShop(world)
    const first = await carriedThrough(world, '1.0')
    expect((await infoOf(world, first)).status).toBe('Succeeded')
    const member = (await world.store.list('targetGroupMembers', ''))[0]
    if (member === undefined) throw new Error('nothing serves')
    await world.enrol('extra-1', [{ Key: scalingGroupTag, Value: 'web' }])
    const key = `${member.accountId}/web/extra-1`
    await world.write([{ collection: 'targetGroupMembers', key, put: { ...member, targetId: 'extra-1' } }])
    const second = await begun(world, '1.1')
    const { targetIds } = await world.call('listDeploymentTargets', { deploymentId: second })
    expect(targetIds).toEqual(['local-3', 'local-4', 'local-5', 'extra-1', 'local-1', 'local-2'])
  })

  test('what serves is what is replaced; originals that are kept leave the group', async () => {
    const world = await aWorld()
    await aBlueGreenShop(world, keepAlive)
    await carriedThrough(world, '1.0')
    expect(await matching(world)).toEqual(['local-1', 'local-2'])
    await carriedThrough(world, '1.1')
    expect(await matching(world)).toEqual(['local-3', 'local-4'])
    const { instanceNames } = await world.call('listOnPremisesInstances', {})
    expect(instanceNames).toHaveLength(4)
  })

  test('originals are ended when the group says so', async () => {
    const world = await aWorld()
    await aBlueGreenShop(world)
    await carriedThrough(world, '1.0')
    await carriedThrough(world, '1.1')
    expect(await registered(world)).toEqual(['local-3: production', 'local-4: production'])
    const { instanceNames } = await world.call('listOnPremisesInstances', { registrationStatus: 'Registered' })
    expect(instanceNames).toEqual(['local-3', 'local-4'])
  })

  test('found ones take over from those that the group matches', async () => {
    const world = await aWorld()
    await twoFleets(world)
    const deploymentId = await begun(world, '1.0', undefined, { targetInstances: fleet('b') })
    const labelled = async (label: string) =>
      (await world.call('listDeploymentTargets', { deploymentId, targetFilters: { ServerInstanceLabel: [label] } }))
        .targetIds
    expect(await labelled('Green')).toEqual(['b-1', 'b-2'])
    expect(await labelled('Blue')).toEqual(['a-1', 'a-2'])
    const targetFilters = { TargetStatus: ['Ready'] }
    expect((await world.call('listDeploymentTargets', { deploymentId, targetFilters })).targetIds).toEqual([
      'b-1',
      'b-2',
    ])
    expect(
      await world.refused('listDeploymentTargets', { deploymentId, targetFilters: { ServerInstanceLabel: ['Red'] } }),
    ).toMatchObject({ code: 'InvalidDeploymentInstanceTypeException' })
    await rerouted(world, deploymentId)
    expect(await matching(world)).toEqual(['b-1', 'b-2'])
  })

  test('found ones may be chosen by tag groups: hosts that match each of them', async () => {
    const world = await aWorld()
    await twoFleets(world)
    await world.enrol('b-9', [
      { Key: 'fleet', Value: 'b' },
      { Key: 'zone', Value: 'eu' },
    ])
    const ec2TagSetList = [fleet('b').tagFilters, [{ Key: 'zone', Type: 'KEY_ONLY' as const }]]
    const targetInstances = { ec2TagSet: { ec2TagSetList } }
    const deploymentId = await begun(world, '1.0', undefined, { targetInstances })
    expect((await world.call('listDeploymentTargets', { deploymentId })).targetIds).toEqual(['b-9', 'a-1', 'a-2'])
    const both = { ...fleet('b'), ec2TagSet: { ec2TagSetList } }
    expect(await world.refused('planDeployment', { ...blueGreen, targetInstances: both })).toMatchObject({
      code: 'InvalidEC2TagCombinationException',
    })
  })

  test('names that another deployment is about to make are not given twice', async () => {
    const world = await aWorld()
    await aBlueGreenShop(world)
    await world.call('createTargetGroup', { name: 'second', loadBalancerName: 'edge', port: 8081 })
    const group = (await world.call('getDeploymentGroup', blueGreen)).deploymentGroupInfo
    await world.call('createDeploymentGroup', {
      ...blueGreen,
      deploymentGroupName: 'second',
      deploymentStyle: group.deploymentStyle,
      autoScalingGroups: ['web'],
      loadBalancerInfo: { targetGroupInfoList: [{ name: 'second' }] },
      ...(group.blueGreenDeploymentConfiguration && {
        blueGreenDeploymentConfiguration: group.blueGreenDeploymentConfiguration,
      }),
    })
    const revision = await world.upload('storefront-1.0.tgz')
    const ids = await Promise.all(
      [blueGreen, { ...blueGreen, deploymentGroupName: 'second' }].map((where) =>
        world.call('createDeployment', { ...where, revision }),
      ),
    )
    const names = await Promise.all(
      ids.map(({ deploymentId }) => world.call('listDeploymentTargets', { deploymentId })),
    )
    expect(names.map(({ targetIds }) => targetIds)).toEqual([
      ['local-1', 'local-2'],
      ['local-3', 'local-4'],
    ])
  })
})

describe('createDeployment refuses', () => {
  test.each([
    ['a found fleet that nobody named', undefined, /targetInstances is missing/],
    ['a fleet of no host', fleet('c'), /matches no registered host/],
    ['fleets that overlap, by the hosts’ names', fleet('a'), /a-1, a-2 serve now/],
  ])('%s', async (_, targetInstances, message) => {
    const world = await aWorld()
    await twoFleets(world)
    const revision = await world.upload('storefront-1.0.tgz')
    const input = { ...blueGreen, revision, ...(targetInstances && { targetInstances }) }
    for (const name of ['createDeployment', 'planDeployment'])
      expect(await world.refused(name, input)).toMatchObject({
        code: 'InvalidTargetInstancesException',
        message: expect.stringMatching(message),
        details: [{ field: 'targetInstances' }],
      })
  })

  test('targetInstances in place, and where the fleet is made', async () => {
    const world = await aWorld()
    await aBlueGreenShop(world)
    await world.call('createDeploymentGroup', { applicationName: 'storefront', deploymentGroupName: 'plain' })
    const revision = await world.upload('storefront-1.0.tgz')
    for (const deploymentGroupName of ['plain', 'storefront-bluegreen'])
      expect(
        await world.refused('createDeployment', {
          applicationName: 'storefront',
          deploymentGroupName,
          revision,
          targetInstances: fleet('a'),
        }),
      ).toMatchObject({ code: 'InvalidTargetInstancesException' })
  })

  test('a fleet that nobody can make here', async () => {
    const world = await aWorld()
    await aBlueGreenShop(world)
    world.ports.provisioner.isAvailable = false
    const revision = await world.upload('storefront-1.0.tgz')
    expect(await world.refused('createDeployment', { ...blueGreen, revision })).toMatchObject({
      code: 'InvalidBlueGreenDeploymentConfigurationException',
    })
  })
})
