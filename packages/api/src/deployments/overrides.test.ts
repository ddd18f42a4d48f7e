/** What one deployment may set otherwise than its group: each refused by CodeDeploy's name when it is wrong. Source: facts, section 14.2. */
import { failed, succeeded } from '@sluice/platforms'
import { describe, expect, test } from 'vitest'
import { aBlueGreenShop, blueGreen } from '../testing/a-blue-green-shop.ts'
import { deployed, infoOf, production, shop } from '../testing/a-shop.ts'
import { aWorld } from '../testing/a-world.ts'

const tag = (at: number) => ({ Key: `key-${at}`, Value: 'x', Type: 'KEY_AND_VALUE' })

describe.each(['createDeployment', 'planDeployment'])('%s refuses', (operation) => {
  test.each([
    ['InvalidFileExistsBehaviorException', 'a rule for files that is none', { fileExistsBehavior: 'REPLACE' }],
    [
      'InvalidIgnoreApplicationStopFailuresValueException',
      'ignoring stop failures that is neither true nor false',
      { ignoreApplicationStopFailures: 'yes' },
    ],
    [
      'InvalidUpdateOutdatedInstancesOnlyValueException',
      'outdated hosts only that is neither true nor false',
      { updateOutdatedInstancesOnly: 1 },
    ],
    [
      'InvalidAutoRollbackConfigException',
      'rollbacks that are on and happen at nothing',
      { autoRollbackConfiguration: { enabled: true, events: [] } },
    ],
    [
      'InvalidAutoRollbackConfigException',
      'a rollback at an event that there is not',
      { autoRollbackConfiguration: { enabled: true, events: ['DEPLOYMENT_BORED'] } },
    ],
    ['InvalidTargetInstancesException', 'replacement hosts in place', { targetInstances: { tagFilters: [tag(1)] } }],
    [
      'InvalidTargetInstancesException',
      'more than ten tags of replacement hosts',
      { targetInstances: { tagFilters: Array.from({ length: 11 }, (_, at) => tag(at)) } },
    ],
    ['InvalidTargetInstancesException', 'hosts that are not in the group', { onlyTargets: ['db-1'] }],
    ['InvalidDeploymentConfigNameException', 'a configuration that cannot be one', { deploymentConfigName: 'a b' }],
    ['DeploymentConfigDoesNotExistException', 'a configuration that is not there', { deploymentConfigName: 'Careful' }],
  ])('with %s: %s', async (code, _, over) => {
    const world = await shop(1)
    const revision = await world.upload('storefront-1.0.tgz')
    const refused = await world.refused(operation, { ...production, revision, ...over })
    expect(refused.code).toBe(code)
    const [field = ''] = Object.keys(over)
    expect(`${refused.message} ${refused.details?.[0]?.field ?? ''}`).toContain(
      code.startsWith('DeploymentConfigDoesNot') ? 'Careful' : field,
    )
    expect((await world.call('listDeployments', {})).deployments).toEqual([])
  })
})

test('createDeployment refuses a description that is too long with DescriptionTooLongException', async () => {
  const world = await shop(1)
  const revision = await world.upload('storefront-1.0.tgz')
  const wish = { ...production, revision, description: 'x'.repeat(257) }
  expect(await world.refused('createDeployment', wish)).toMatchObject({ code: 'DescriptionTooLongException' })
})

test('createDeployment refuses replacement hosts whose tag no host has with InvalidTargetInstancesException', async () => {
  const world = await aWorld()
  await aBlueGreenShop(world, {
    autoScalingGroups: [],
    ec2TagFilters: [{ Key: 'fleet', Value: 'blue', Type: 'KEY_AND_VALUE' }],
    blueGreenDeploymentConfiguration: {
      greenFleetProvisioningOption: { action: 'DISCOVER_EXISTING' },
      deploymentReadyOption: { actionOnTimeout: 'CONTINUE_DEPLOYMENT', waitTimeInMinutes: 0 },
      terminateBlueInstancesOnDeploymentSuccess: { action: 'KEEP_ALIVE', terminationWaitTimeInMinutes: 0 },
    },
  })
  const revision = await world.upload('storefront-1.0.tgz')
  const targetInstances = { tagFilters: [tag(1)], autoScalingGroups: [] }
  expect(await world.refused('createDeployment', { ...blueGreen, revision, targetInstances })).toMatchObject({
    code: 'InvalidTargetInstancesException',
  })
})

describe('an override', () => {
  test('of the rollback switches it off for one deployment, and the group keeps its own', async () => {
    const world = await shop(2)
    await world.call('updateDeploymentGroup', {
      applicationName: 'storefront',
      currentDeploymentGroupName: 'production',
      autoRollbackConfiguration: { enabled: true, events: ['DEPLOYMENT_FAILURE'] },
    })
    await deployed(world, '1.0')
    world.script(() => failed())
    const off = await deployed(world, '1.1', { autoRollbackConfiguration: { enabled: false, events: [] } })
    expect(await infoOf(world, off)).toMatchObject({ status: 'Failed' })
    expect((await infoOf(world, off)).rollbackInfo).toBeUndefined()
    const { deploymentGroupInfo } = await world.call('getDeploymentGroup', production)
    expect(deploymentGroupInfo.autoRollbackConfiguration).toEqual({ enabled: true, events: ['DEPLOYMENT_FAILURE'] })
    const own = await deployed(world, '1.2')
    expect((await infoOf(world, own)).rollbackInfo?.rollbackDeploymentId).toMatch(/^d-/)
  })

  test('of the rule for files is not the rollback’s: that has the one of the last deployment that succeeded', async () => {
    const world = await shop(2)
    await deployed(world, '1.0', { fileExistsBehavior: 'RETAIN' })
    world.script(({ event }) => (event === 'ValidateService' ? failed() : succeeded))
    const autoRollbackConfiguration = { enabled: true, events: ['DEPLOYMENT_FAILURE' as const] }
    const bad = await deployed(world, '1.1', { fileExistsBehavior: 'OVERWRITE', autoRollbackConfiguration })
    const { rollbackInfo, fileExistsBehavior } = await infoOf(world, bad)
    expect(fileExistsBehavior).toBe('OVERWRITE')
    expect(await infoOf(world, rollbackInfo?.rollbackDeploymentId ?? 'none')).toMatchObject({
      revisionName: 'storefront-1.0',
      fileExistsBehavior: 'RETAIN',
    })
  })

  test('says what it does before the start, in the words of the server', async () => {
    const world = await shop(2)
    await deployed(world, '1.0', { fileExistsBehavior: 'RETAIN' })
    const { consequences } = await world.call('planDeployment', production)
    expect(consequences).toEqual({
      deploymentConfigName: 'At least 50 % of the hosts stay healthy, rounded up to whole hosts.',
      ignoreApplicationStopFailures:
        'If ApplicationStop fails, the host goes on with DownloadBundle. What it should have ended may still run.',
      onFailure: {
        rollBack:
          'A failure starts a new deployment of storefront-1.0, with RETAIN for files of others: the rule of the last deployment that succeeded, not of this one.',
        leave: 'A failure leaves the hosts as it finds them; Roll back stays possible by hand.',
        never:
          'Neither a failure nor a stop starts a rollback, whatever the group says. The group keeps its own setting.',
      },
    })
    await world.call('updateDeploymentGroup', {
      applicationName: 'storefront',
      currentDeploymentGroupName: 'production',
      autoRollbackConfiguration: { enabled: true, events: ['DEPLOYMENT_FAILURE', 'DEPLOYMENT_STOP_ON_REQUEST'] },
    })
    const stopToo = await world.call('planDeployment', production)
    expect(stopToo.consequences.onFailure.leave).toMatch(/A stop rolls back all the same, as the group says\.$/)
  })

  test('promises no rollback by hand where nothing has succeeded', async () => {
    const { consequences } = await (await shop(2)).call('planDeployment', production)
    expect(consequences.onFailure.leave).toMatch(/Nothing has succeeded .* nothing to go back to\.$/)
  })

  test('describes a configuration with zones as what it is', async () => {
    const world = await shop(2)
    await world.call('createDeploymentConfig', {
      deploymentConfigName: 'by-zones',
      minimumHealthyHosts: { type: 'HOST_COUNT', value: 0 },
      zonalConfig: { zoneTag: 'rack' },
    })
    const { consequences } = await world.call('planDeployment', { ...production, deploymentConfigName: 'by-zones' })
    expect(consequences.deploymentConfigName).toMatch(/^At least one host must succeed\. .*zone/)
  })

  test('that ignores stop failures names all three events where traffic is taken from hosts', async () => {
    const world = await aWorld()
    await aBlueGreenShop(world)
    const { consequences } = await world.call('planDeployment', blueGreen)
    expect(consequences.ignoreApplicationStopFailures).toBe(
      'If BeforeBlockTraffic fails, the host goes on with BlockTraffic; if AfterBlockTraffic fails, it goes on to its end. What they should have ended may still run.',
    )
    expect(consequences.onFailure.rollBack).toMatch(/^A failure before users are moved leaves them where they are/)
    const { leave, never } = consequences.onFailure
    for (const words of [leave, never]) expect(words).toMatch(/when moving (them|users) fails, they are sent back/)
  })
})

describe('stopDeployment answers', () => {
  test('Pending while events run, again when it is asked again, and Succeeded when nothing runs any more', async () => {
    const world = await shop(4)
    world.script(() => 'runs')
    const running = await deployed(world, '1.0')
    for (let times = 0; times < 2; times += 1)
      expect(await world.call('stopDeployment', { deploymentId: running })).toMatchObject({ status: 'Pending' })
    world.script(() => succeeded)
    for (const id of world.hosts.ran.filter((one) => one.startsWith(running))) await world.hosts.finish(id)
    await world.settled()
    expect(await infoOf(world, running)).toMatchObject({ status: 'Stopped', errorInformation: { code: 'MANUAL_STOP' } })
    expect(await world.refused('stopDeployment', { deploymentId: running })).toMatchObject({
      code: 'DeploymentAlreadyCompletedException',
    })

    world.script(() => 'runs')
    const held = await deployed(world, '1.1')
    await world.call('holdDeployment', { deploymentId: held })
    world.script(() => succeeded)
    for (const id of world.hosts.ran.filter((one) => one.startsWith(held))) await world.hosts.finish(id)
    await world.settled()
    expect(await infoOf(world, held)).toMatchObject({ deploymentOverview: { InProgress: 0 } })
    expect(await world.call('stopDeployment', { deploymentId: held })).toMatchObject({ status: 'Succeeded' })
  })
})
