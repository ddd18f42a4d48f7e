/** A group's traffic is not changed under a deployment, nor under hosts that have users. */
import { expect, test } from 'vitest'
import {
  aBlueGreenShop,
  begun,
  blueGreen,
  blueGreenSettings,
  carriedThrough,
  fleet,
  registered,
  twoFleets,
} from '../testing/a-blue-green-shop.ts'
import { aWorld, type World } from '../testing/a-world.ts'

const current = { applicationName: 'storefront', currentDeploymentGroupName: 'storefront-bluegreen' }
const inPlace = { deploymentType: 'IN_PLACE', deploymentOption: 'WITH_TRAFFIC_CONTROL' } as const
const toOther = { loadBalancerInfo: { targetGroupInfoList: [{ name: 'other' }] } }

const otherTargetGroup = (world: World) =>
  world.call('createTargetGroup', { name: 'other', loadBalancerName: 'edge', port: 8081 })

test.each([
  ['its load balancer', toOther],
  ['its deployment type', { deploymentStyle: inPlace }],
])('%s stays while a deployment of the group waits', async (_, change) => {
  const world = await aWorld()
  await aBlueGreenShop(world)
  await otherTargetGroup(world)
  const deploymentId = await begun(world, '1.0')
  expect(await world.refused('updateDeploymentGroup', { ...current, ...change })).toMatchObject({
    code: 'DeploymentGroupBusy',
    message: expect.stringContaining(deploymentId),
    details: [{ rule: 'busy' }],
  })
  const { deploymentGroupInfo } = await world.call('getDeploymentGroup', blueGreen)
  expect(deploymentGroupInfo).toMatchObject({ loadBalancerInfo: blueGreenSettings.loadBalancerInfo })
})

test('the rest of the settings may change while a deployment waits, and the same load balancer be named again', async () => {
  const world = await aWorld()
  await aBlueGreenShop(world)
  await begun(world, '1.0')
  const { loadBalancerInfo, deploymentStyle } = blueGreenSettings
  const same = { loadBalancerInfo, deploymentStyle, deploymentConfigName: 'CodeDeployDefault.OneAtATime' }
  await world.call('updateDeploymentGroup', { ...current, ...same })
})

test('a target group whose members have users is not left', async () => {
  const world = await aWorld()
  await aBlueGreenShop(world)
  await otherTargetGroup(world)
  await carriedThrough(world, '1.0')
  expect(await world.refused('updateDeploymentGroup', { ...current, ...toOther })).toMatchObject({
    code: 'InvalidLoadBalancerInfoException',
    message: expect.stringMatching(/^local-1 has users in the target group web, which the group would leave: keep/),
    details: [{ field: 'loadBalancerInfo.targetGroupInfoList' }],
  })
  expect(await registered(world)).toEqual(['local-1: production', 'local-2: production'])
  const { deploymentGroupInfo } = await world.call('getDeploymentGroup', blueGreen)
  expect(deploymentGroupInfo.loadBalancerInfo).toEqual(blueGreenSettings.loadBalancerInfo)
})

test('a change of the type keeps whoever has users among the hosts of the group', async () => {
  const world = await aWorld()
  await twoFleets(world)
  await carriedThrough(world, '1.0', { targetInstances: fleet('b') })
  expect(await world.refused('updateDeploymentGroup', { ...current, deploymentStyle: inPlace })).toMatchObject({
    code: 'InvalidLoadBalancerInfoException',
    message: expect.stringContaining('b-1 has users'),
    details: [{ field: 'deploymentStyle' }],
  })
  const onPremisesInstanceTagFilters = fleet('b').tagFilters
  await world.call('updateDeploymentGroup', { ...current, deploymentStyle: inPlace, onPremisesInstanceTagFilters })
})
