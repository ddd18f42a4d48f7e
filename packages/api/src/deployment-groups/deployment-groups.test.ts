import { describe, expect, test } from 'vitest'
import { aWorld } from '../testing/a-world.ts'

const production = { applicationName: 'storefront', deploymentGroupName: 'production' }
const env = (Value: string) => [{ Key: 'env', Value, Type: 'KEY_AND_VALUE' as const }]

describe('createDeploymentGroup', () => {
  test('answers the hosts it matches now, in the order people count them', async () => {
    const world = await aWorld()
    await world.call('createApplication', { applicationName: 'storefront' })
    for (const name of ['web-10', 'web-2', 'web-1']) await world.enrol(name)
    await world.enrol('db-1', [{ Key: 'env', Value: 'test' }])
    const made = await world.call('createDeploymentGroup', { ...production, ec2TagFilters: env('production') })
    expect(made.matchingInstances).toEqual(['web-1', 'web-2', 'web-10'])
    const { deploymentGroupInfo } = await world.call('getDeploymentGroup', production)
    expect(deploymentGroupInfo).toMatchObject({
      deploymentConfigName: 'CodeDeployDefault.OneAtATime',
      deploymentStyle: { deploymentType: 'IN_PLACE' },
      matchingInstances: ['web-1', 'web-2', 'web-10'],
    })
  })

  test('both kinds of filters match every host’s tags', async () => {
    const world = await aWorld()
    await world.call('createApplication', { applicationName: 'storefront' })
    await world.enrol('web-1')
    await world.enrol('db-1', [{ Key: 'env', Value: 'test' }])
    const filters = { ec2TagFilters: env('test'), onPremisesInstanceTagFilters: env('production') }
    const made = await world.call('createDeploymentGroup', { ...production, ...filters })
    expect(made.matchingInstances).toEqual(['db-1', 'web-1'])
  })

  test.each([
    ['ApplicationDoesNotExistException', { ...production, applicationName: 'nothing' }],
    ['DeploymentConfigDoesNotExistException', { ...production, deploymentConfigName: 'Careful' }],
    ['DeploymentGroupAlreadyExistsException', { ...production, deploymentGroupName: 'taken' }],
    [
      'InvalidLoadBalancerInfoException',
      { ...production, deploymentStyle: { deploymentType: 'BLUE_GREEN', deploymentOption: 'WITH_TRAFFIC_CONTROL' } },
    ],
    [
      'InvalidLoadBalancerInfoException',
      { ...production, deploymentStyle: { deploymentType: 'IN_PLACE', deploymentOption: 'WITH_TRAFFIC_CONTROL' } },
    ],
    [
      'InvalidDeploymentStyleException',
      { ...production, deploymentStyle: { deploymentType: 'SIDEWAYS', deploymentOption: 'WITH_TRAFFIC_CONTROL' } },
    ],
  ])('refuses with %s: %j', async (code, input) => {
    const world = await aWorld()
    await world.call('createApplication', { applicationName: 'storefront' })
    await world.call('createDeploymentGroup', { ...production, deploymentGroupName: 'taken' })
    expect(await world.refused('createDeploymentGroup', input)).toMatchObject({ code })
    expect((await world.call('listDeploymentGroups', { applicationName: 'storefront' })).deploymentGroups).toEqual([
      'taken',
    ])
  })
})

describe('updateDeploymentGroup', () => {
  test('what is left out stays, an empty list clears', async () => {
    const world = await aWorld()
    await world.storefront(2)
    const current = { applicationName: 'storefront', currentDeploymentGroupName: 'production' }
    await world.call('updateDeploymentGroup', { ...current, serviceRoleArn: 'arn:aws:iam::000000000001:role/deploy' })
    const after = await world.call('getDeploymentGroup', production)
    expect(after.deploymentGroupInfo).toMatchObject({
      deploymentConfigName: 'CodeDeployDefault.HalfAtATime',
      matchingInstances: ['web-1', 'web-2'],
    })
    const cleared = await world.call('updateDeploymentGroup', { ...current, onPremisesInstanceTagFilters: [] })
    expect(cleared.matchingInstances).toEqual([])
  })

  test('a new name keeps the identity and frees the old name', async () => {
    const world = await aWorld()
    await world.storefront(0)
    const before = await world.call('getDeploymentGroup', production)
    await world.call('updateDeploymentGroup', {
      applicationName: 'storefront',
      currentDeploymentGroupName: 'production',
      newDeploymentGroupName: 'live',
    })
    const after = await world.call('getDeploymentGroup', { ...production, deploymentGroupName: 'live' })
    expect(after.deploymentGroupInfo.deploymentGroupId).toBe(before.deploymentGroupInfo.deploymentGroupId)
    expect(await world.refused('getDeploymentGroup', production)).toMatchObject({
      code: 'DeploymentGroupDoesNotExistException',
    })
  })

  test.each([
    ['ApplicationDoesNotExistException', { applicationName: 'nothing', currentDeploymentGroupName: 'production' }],
    ['DeploymentGroupDoesNotExistException', { applicationName: 'storefront', currentDeploymentGroupName: 'nothing' }],
    [
      'DeploymentGroupAlreadyExistsException',
      { applicationName: 'storefront', currentDeploymentGroupName: 'production', newDeploymentGroupName: 'taken' },
    ],
    [
      'DeploymentConfigDoesNotExistException',
      { applicationName: 'storefront', currentDeploymentGroupName: 'production', deploymentConfigName: 'Careful' },
    ],
    [
      'InvalidLoadBalancerInfoException',
      {
        applicationName: 'storefront',
        currentDeploymentGroupName: 'production',
        deploymentStyle: { deploymentType: 'BLUE_GREEN', deploymentOption: 'WITHOUT_TRAFFIC_CONTROL' },
      },
    ],
  ])('refuses with %s', async (code, input) => {
    const world = await aWorld()
    await world.storefront(0)
    await world.call('createDeploymentGroup', { ...production, deploymentGroupName: 'taken' })
    expect(await world.refused('updateDeploymentGroup', input)).toMatchObject({ code })
  })
})

describe('deleteDeploymentGroup', () => {
  test('a group in which a deployment runs stays, and the refusal names it', async () => {
    const world = await aWorld()
    await world.storefront(2)
    world.script(() => 'runs')
    const revision = await world.upload('storefront-1.0.tgz')
    const { deploymentId } = await world.call('createDeployment', { ...production, revision })
    const said = (await world.call('getDeploymentGroup', production)).deploymentGroupInfo.actions.delete
    expect(said).toEqual({ allowed: false, reason: expect.stringContaining(deploymentId) })
    expect((await world.refused('deleteDeploymentGroup', production)).message).toBe(said.reason)
    const inAll = await world.call('listDeploymentGroups', { applicationName: production.applicationName })
    const { rename, delete: whole } = inAll.applicationActions
    const { applicationName } = production
    expect((await world.refused('deleteApplication', { applicationName })).message).toBe(whole.reason)
    const newName = { applicationName, newApplicationName: 'other' }
    expect((await world.refused('updateApplication', newName)).message).toBe(rename.reason)
    expect(await world.refused('deleteDeploymentGroup', production)).toMatchObject({
      code: 'DeploymentGroupBusy',
      message: expect.stringContaining(deploymentId),
    })
  })

  test('an idle group goes, and deleting it again is done already', async () => {
    const world = await aWorld()
    await world.storefront(0)
    await world.call('deleteDeploymentGroup', production)
    await world.call('deleteDeploymentGroup', production)
    expect((await world.call('listDeploymentGroups', { applicationName: 'storefront' })).deploymentGroups).toEqual([])
  })
})
