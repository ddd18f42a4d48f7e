/** What a group with traffic control must keep to when it is saved: one test a rule. */
import { describe, expect, test } from 'vitest'
import { behindABalancer, blueGreen, blueGreenSettings, stopAndTerminate } from '../testing/a-blue-green-shop.ts'
import { aWorld } from '../testing/a-world.ts'

const inPlace = { deploymentType: 'IN_PLACE', deploymentOption: 'WITH_TRAFFIC_CONTROL' } as const
const discover = {
  ...stopAndTerminate,
  greenFleetProvisioningOption: { action: 'DISCOVER_EXISTING' },
  terminateBlueInstancesOnDeploymentSuccess: { action: 'KEEP_ALIVE' },
}
const settings = 'InvalidBlueGreenDeploymentConfigurationException'
const traffic = 'InvalidLoadBalancerInfoException'
const policy = { approvers: 1 }

describe('createDeploymentGroup refuses', () => {
  test.each([
    [
      'blue/green without traffic control',
      { deploymentStyle: { deploymentType: 'BLUE_GREEN', deploymentOption: 'WITHOUT_TRAFFIC_CONTROL' } },
      traffic,
      'deploymentStyle.deploymentOption',
    ],
    [
      'blue/green without a target group',
      { loadBalancerInfo: { targetGroupInfoList: [] } },
      traffic,
      'loadBalancerInfo.targetGroupInfoList',
    ],
    [
      'in place with traffic control and without a target group',
      { deploymentStyle: inPlace, loadBalancerInfo: undefined, blueGreenDeploymentConfiguration: undefined },
      traffic,
      'loadBalancerInfo.targetGroupInfoList',
    ],
    [
      'a target group of another deployment group',
      { loadBalancerInfo: { targetGroupInfoList: [{ name: 'taken' }] } },
      traffic,
      'loadBalancerInfo.targetGroupInfoList',
    ],
    ['a blue/green configuration in place', { deploymentStyle: inPlace }, settings, 'blueGreenDeploymentConfiguration'],
    [
      'an approval policy in place',
      { deploymentStyle: inPlace, blueGreenDeploymentConfiguration: undefined, approvalPolicy: policy },
      settings,
      'approvalPolicy',
    ],
    ['a copy of no scaling group', { autoScalingGroups: [] }, settings, 'autoScalingGroups'],
    ['a copy of two scaling groups', { autoScalingGroups: ['web', 'api'] }, settings, 'autoScalingGroups'],
    [
      'to terminate originals that nobody provisioned',
      {
        blueGreenDeploymentConfiguration: {
          ...discover,
          terminateBlueInstancesOnDeploymentSuccess: { action: 'TERMINATE' },
        },
      },
      settings,
      'blueGreenDeploymentConfiguration.terminateBlueInstancesOnDeploymentSuccess.action',
    ],
    [
      'to terminate originals that its tags would match',
      { onPremisesInstanceTagFilters: [{ Key: 'env', Value: 'production', Type: 'KEY_AND_VALUE' }] },
      settings,
      'blueGreenDeploymentConfiguration.terminateBlueInstancesOnDeploymentSuccess.action',
    ],
    [
      'an approval policy where the reroute waits for nobody',
      {
        blueGreenDeploymentConfiguration: {
          ...stopAndTerminate,
          deploymentReadyOption: { actionOnTimeout: 'CONTINUE_DEPLOYMENT', waitTimeInMinutes: 5 },
        },
        approvalPolicy: policy,
      },
      settings,
      'approvalPolicy',
    ],
  ])('%s', async (_, over, code, field) => {
    const world = await aWorld()
    await behindABalancer(world)
    await world.call('createScalingGroup', { name: 'api', desiredCapacity: 1 })
    await world.call('createTargetGroup', { name: 'taken', loadBalancerName: 'edge', port: 8080 })
    const other = {
      ...blueGreenSettings,
      deploymentGroupName: 'other',
      loadBalancerInfo: { targetGroupInfoList: [{ name: 'taken' }] },
    }
    await world.call('createDeploymentGroup', other)
    const refused = await world.refused('createDeploymentGroup', { ...blueGreenSettings, ...over })
    expect(refused).toMatchObject({ code, details: [{ field }] })
    expect(refused.message.length).toBeGreaterThan(60)
    expect((await world.call('listDeploymentGroups', { applicationName: 'storefront' })).deploymentGroups).toEqual([
      'other',
    ])
  })

  test.each([
    [
      'TargetGroupDoesNotExist',
      { loadBalancerInfo: { targetGroupInfoList: [{ name: 'nothing' }] } },
      'loadBalancerInfo.targetGroupInfoList',
    ],
    ['ScalingGroupDoesNotExist', { autoScalingGroups: ['nothing'] }, 'autoScalingGroups'],
    [traffic, { loadBalancerInfo: { targetGroupInfoList: 'web' } }, 'loadBalancerInfo.targetGroupInfoList'],
    [
      settings,
      { blueGreenDeploymentConfiguration: { greenFleetProvisioningOption: { action: 'WISH' } } },
      'blueGreenDeploymentConfiguration.greenFleetProvisioningOption.action',
    ],
  ])('with %s what is not there or has no form', async (code, over, field) => {
    const world = await aWorld()
    await behindABalancer(world)
    expect(await world.refused('createDeploymentGroup', { ...blueGreenSettings, ...over })).toMatchObject({
      code,
      details: [{ field }],
    })
  })

  test('the group that has a target group already by its path', async () => {
    const world = await aWorld()
    await behindABalancer(world)
    await world.call('createDeploymentGroup', blueGreenSettings)
    const second = { ...blueGreenSettings, deploymentGroupName: 'second' }
    const { message } = await world.refused('createDeploymentGroup', second)
    expect(message).toContain('storefront/storefront-bluegreen')
  })

  test('to copy a scaling group where no hosts can be made', async () => {
    const world = await aWorld()
    await behindABalancer(world)
    world.ports.provisioner.isAvailable = false
    expect(await world.refused('createDeploymentGroup', blueGreenSettings)).toMatchObject({ code: settings })
  })
})

test('without traffic control target groups are forgiven, and not used', async () => {
  const world = await aWorld()
  await behindABalancer(world)
  await world.call('createDeploymentGroup', {
    applicationName: 'storefront',
    deploymentGroupName: 'plain',
    loadBalancerInfo: { targetGroupInfoList: [{ name: 'web' }] },
  })
  await world.call('createDeploymentGroup', blueGreenSettings)
  const { targetGroups } = await world.call('getLoadBalancer', { name: 'edge' })
  expect(targetGroups).toMatchObject([{ name: 'web', usedBy: [{ deploymentGroupName: 'storefront-bluegreen' }] }])
})

describe('updateDeploymentGroup', () => {
  const current = { applicationName: 'storefront', currentDeploymentGroupName: 'storefront-bluegreen' }

  test('an approval policy is set, stays, and is cleared by null', async () => {
    const world = await aWorld()
    await behindABalancer(world)
    await world.call('createDeploymentGroup', blueGreenSettings)
    const policyNow = async () => (await world.call('getDeploymentGroup', blueGreen)).deploymentGroupInfo.approvalPolicy
    await world.call('updateDeploymentGroup', { ...current, approvalPolicy: { approvers: 2 } })
    await world.call('updateDeploymentGroup', { ...current, deploymentConfigName: 'CodeDeployDefault.OneAtATime' })
    expect(await policyNow()).toMatchObject({ approvers: 2, ownApprovalAllowed: false, typedConfirmation: true })
    await world.call('updateDeploymentGroup', { ...current, approvalPolicy: null })
    expect(await policyNow()).toBeUndefined()
  })

  test('a group that goes in place keeps nothing of blue/green', async () => {
    const world = await aWorld()
    await behindABalancer(world)
    await world.call('createDeploymentGroup', { ...blueGreenSettings, approvalPolicy: policy })
    await world.call('updateDeploymentGroup', { ...current, deploymentStyle: inPlace })
    const { deploymentGroupInfo } = await world.call('getDeploymentGroup', blueGreen)
    expect(deploymentGroupInfo.blueGreenDeploymentConfiguration).toBeUndefined()
    expect(deploymentGroupInfo.approvalPolicy).toBeUndefined()
    expect(deploymentGroupInfo.loadBalancerInfo).toEqual(blueGreenSettings.loadBalancerInfo)
  })

  test('keeps to the same rules', async () => {
    const world = await aWorld()
    await behindABalancer(world)
    await world.call('createDeploymentGroup', blueGreenSettings)
    const change = { ...current, autoScalingGroups: [] }
    expect(await world.refused('updateDeploymentGroup', change)).toMatchObject({ code: settings })
  })
})
