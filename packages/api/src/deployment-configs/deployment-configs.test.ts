import { firstAccountId, limits } from '@sluice/model'
import { directoryKeys, type DirectoryChange } from '@sluice/store'
import { describe, expect, test } from 'vitest'
import { goodBundle } from '../testing/a-bundle.ts'
import { aWorld } from '../testing/a-world.ts'

const careful = {
  deploymentConfigName: 'ThreeQuarters',
  minimumHealthyHosts: { type: 'FLEET_PERCENT' as const, value: 75 },
}

describe('a configuration of one’s own', () => {
  test('is created by a share of the fleet or by a number of hosts, and listed after the predefined ones', async () => {
    const world = await aWorld()
    await world.call('createDeploymentConfig', careful)
    await world.call('createDeploymentConfig', {
      deploymentConfigName: 'SixStay',
      minimumHealthyHosts: { type: 'HOST_COUNT', value: 6 },
      computePlatform: 'Server',
    })
    const listed = await world.call('listDeploymentConfigs', {}, { role: 'viewer' })
    expect(
      listed.deploymentConfigsInfo.map((one) => [one.deploymentConfigName, one.isPredefined, one.criteria]),
    ).toEqual([
      ['CodeDeployDefault.OneAtATime', true, expect.stringContaining('One host at a time')],
      ['CodeDeployDefault.HalfAtATime', true, expect.stringContaining('50 %')],
      ['CodeDeployDefault.AllAtOnce', true, expect.stringContaining('All hosts at once')],
      ['SixStay', false, 'At least 6 hosts stay healthy, whatever the size of the fleet.'],
      ['ThreeQuarters', false, 'At least 75 % of the hosts stay healthy, rounded up to whole hosts.'],
    ])
    expect(listed.deploymentConfigsInfo[4]?.example).toMatchObject({ fleetSize: 10, parallel: 2, minimum: 8 })
  })

  test('more than a page goes on with nextToken; the predefined ones are on the first only', async () => {
    const world = await aWorld()
    const names = Array.from({ length: 105 }, (_, at) => `c-${String(at).padStart(3, '0')}`)
    for (const deploymentConfigName of names)
      await world.call('createDeploymentConfig', { ...careful, deploymentConfigName })
    const first = await world.call('listDeploymentConfigs', {})
    const second = await world.call('listDeploymentConfigs', { nextToken: first.nextToken })
    expect([...first.deploymentConfigsList, ...second.deploymentConfigsList].slice(3)).toEqual(names)
    expect(second.nextToken).toBeUndefined()
  })

  test('is what deployments of a group keep to that chose it', async () => {
    const world = await aWorld()
    await world.storefront(4)
    await world.call('createDeploymentConfig', careful)
    const { plan } = await world.call('planDeployment', {
      applicationName: 'storefront',
      deploymentGroupName: 'production',
      deploymentConfigName: 'ThreeQuarters',
    })
    expect(plan).toMatchObject({ minimum: 3, parallel: 1, waves: { length: 4 } })
  })

  test('goes zone by zone when it says so, with the tag zone unless another one is chosen', async () => {
    const world = await aWorld()
    const zonalConfig = {
      monitorDurationInSeconds: 600,
      firstZoneMonitorDurationInSeconds: 3600,
      minimumHealthyHostsPerZone: { type: 'FLEET_PERCENT' as const, value: 50 },
    }
    await world.call('createDeploymentConfig', { ...careful, zonalConfig })
    const { deploymentConfigInfo } = await world.call('getDeploymentConfig', { deploymentConfigName: 'ThreeQuarters' })
    expect(deploymentConfigInfo).toMatchObject({
      zonalConfig: { ...zonalConfig, zoneTag: 'zone' },
      criteria:
        'At least 75 % of the hosts stay healthy, rounded up to whole hosts. One zone after the other, by the tag zone; at least 50 % of each zone stays healthy. It bakes 1 hour after the first zone, 10 minutes between the others.',
      example: { zones: [{ name: 'a', hosts: 4 }, { name: 'b' }, { name: 'c' }] },
    })
  })

  test('says which groups deploy with it', async () => {
    const world = await aWorld()
    await world.storefront()
    await world.call('createDeploymentConfig', careful)
    const asked = { deploymentConfigName: 'ThreeQuarters' }
    expect((await world.call('getDeploymentConfig', asked)).deploymentConfigInfo).toMatchObject({
      groups: 0,
      usedBy: [],
    })
    await world.call('updateDeploymentGroup', {
      applicationName: 'storefront',
      currentDeploymentGroupName: 'production',
      deploymentConfigName: 'ThreeQuarters',
    })
    expect((await world.call('getDeploymentConfig', asked)).deploymentConfigInfo).toMatchObject({
      groups: 1,
      usedBy: [{ applicationName: 'storefront', deploymentGroupName: 'production' }],
      actions: {
        delete: { allowed: false, reason: expect.stringContaining('storefront/production deploys with ThreeQuarters') },
      },
    })
  })

  test('is deleted once, and twice is once', async () => {
    const world = await aWorld()
    await world.call('createDeploymentConfig', careful)
    const gone = { deploymentConfigName: 'ThreeQuarters' }
    for (let time = 0; time < 2; time++) await world.call('deleteDeploymentConfig', gone)
    expect(await world.refused('getDeploymentConfig', gone)).toMatchObject({
      code: 'DeploymentConfigDoesNotExistException',
    })
    await world.call('createDeploymentConfig', careful)
  })

  test('in use is not deleted, and the groups are named', async () => {
    const world = await aWorld()
    await world.call('createDeploymentConfig', careful)
    await world.call('createApplication', { applicationName: 'storefront' })
    for (const deploymentGroupName of ['a', 'b', 'c', 'd', 'e', 'f', 'g'])
      await world.call('createDeploymentGroup', {
        applicationName: 'storefront',
        deploymentGroupName,
        deploymentConfigName: 'ThreeQuarters',
      })
    const refused = await world.refused('deleteDeploymentConfig', { deploymentConfigName: 'ThreeQuarters' })
    expect(refused.code).toBe('DeploymentConfigInUseException')
    expect(refused.message).toContain('storefront/a, storefront/b, storefront/c, storefront/d, storefront/e and 2 more')
  })

  test('leaves an audit row that names it, done or refused', async () => {
    const world = await aWorld()
    await world.call('createDeploymentConfig', careful)
    await world.refused('createDeploymentConfig', careful)
    const { records } = await world.call('listAuditRecords', {})
    expect(records.slice(0, 2).map(({ action, resource, outcome }) => [action, resource, outcome])).toEqual([
      ['createDeploymentConfig', 'deploymentConfig:ThreeQuarters', 'refused'],
      ['createDeploymentConfig', 'deploymentConfig:ThreeQuarters', 'done'],
    ])
  })
})

describe('a deployment that was made with one', () => {
  const gentle = (value: number) => ({
    deploymentConfigName: 'gentle',
    minimumHealthyHosts: { type: 'HOST_COUNT' as const, value },
  })

  test.each([
    ['was deleted', undefined],
    ['was deleted and made anew with another rule', 0],
  ])('is taken back by the rule it froze when the configuration %s', async (_, anew) => {
    const world = await aWorld()
    await world.storefront(4)
    await world.call('createDeploymentConfig', gentle(3))
    let deploymentId = ''
    for (const version of ['1.0', '1.1']) {
      const revision = await world.upload(`storefront-${version}.tgz`, goodBundle(version))
      const wish = { applicationName: 'storefront', deploymentGroupName: 'production', deploymentConfigName: 'gentle' }
      deploymentId = (await world.call('createDeployment', { ...wish, revision })).deploymentId
      await world.settled()
      world.clock.advance(1000)
    }
    await world.call('deleteDeploymentConfig', { deploymentConfigName: 'gentle' })
    if (anew !== undefined) await world.call('createDeploymentConfig', gentle(anew))

    const rollback = await world.call('rollBackDeployment', { deploymentId })
    expect((await world.call('getDeployment', { deploymentId: rollback.deploymentId })).deploymentInfo).toMatchObject({
      deploymentConfigName: 'gentle',
      minimumHealthyHosts: gentle(3).minimumHealthyHosts,
    })
  })
})

describe('refused with CodeDeploy’s name', () => {
  const name = { deploymentConfigName: 'Mine' }
  const percent = (value: number) => ({ minimumHealthyHosts: { type: 'FLEET_PERCENT', value } })
  test.each([
    ['DeploymentConfigNameRequiredException', percent(50)],
    ['InvalidDeploymentConfigNameException', { deploymentConfigName: 'two words', ...percent(50) }],
    ['InvalidDeploymentConfigNameException', { deploymentConfigName: 'x'.repeat(101), ...percent(50) }],
    ['InvalidDeploymentConfigNameException', { deploymentConfigName: 'CodeDeployDefault.Mine', ...percent(50) }],
    ['InvalidMinimumHealthyHostValueException', name],
    ['InvalidMinimumHealthyHostValueException', { ...name, ...percent(100) }],
    ['InvalidMinimumHealthyHostValueException', { ...name, ...percent(-1) }],
    ['InvalidMinimumHealthyHostValueException', { ...name, ...percent(12.5) }],
    ['InvalidMinimumHealthyHostValueException', { ...name, minimumHealthyHosts: { type: 'HOST_COUNT', value: '6' } }],
    [
      'InvalidMinimumHealthyHostValueException',
      { ...name, minimumHealthyHosts: { type: 'MOST_CONCURRENCY', value: 1 } },
    ],
    ['InvalidComputePlatformException', { ...name, ...percent(50), computePlatform: 'Lambda' }],
  ])('%s: %j', async (code, input) => {
    const world = await aWorld()
    expect(await world.refused('createDeploymentConfig', input)).toMatchObject({ code })
  })

  test.each([
    { monitorDurationInSeconds: -1 },
    { monitorDurationInSeconds: 1.5 },
    { monitorDurationInSeconds: limits.zoneBakeSeconds + 1 },
    { firstZoneMonitorDurationInSeconds: -1 },
    { firstZoneMonitorDurationInSeconds: limits.zoneBakeSeconds + 1 },
    { minimumHealthyHostsPerZone: { type: 'FLEET_PERCENT', value: 100 } },
    { minimumHealthyHostsPerZone: { type: 'HOST_COUNT', value: -1 } },
    { minimumHealthyHostsPerZone: { type: 'HOST_COUNT', value: 0.5 } },
    { minimumHealthyHostsPerZone: { type: 'MOST_CONCURRENCY', value: 1 } },
    { minimumHealthyHostsPerZone: { type: 'HOST_COUNT' } },
    { zoneTag: '' },
    { zoneTag: 'x'.repeat(129) },
    { zones: ['a'] },
    'by zone',
  ])('InvalidZonalDeploymentConfigurationException: %j', async (zonalConfig) => {
    const world = await aWorld()
    expect(await world.refused('createDeploymentConfig', { ...name, ...percent(50), zonalConfig })).toMatchObject({
      code: 'InvalidZonalDeploymentConfigurationException',
    })
  })

  test('DeploymentConfigAlreadyExistsException: configurations are never changed', async () => {
    const world = await aWorld()
    await world.call('createDeploymentConfig', careful)
    expect(await world.refused('createDeploymentConfig', careful)).toMatchObject({
      code: 'DeploymentConfigAlreadyExistsException',
      details: [{ field: 'deploymentConfigName' }],
    })
  })

  test('DeploymentConfigLimitExceededException: one too many', async () => {
    const world = await aWorld()
    const rows = Array.from({ length: limits.customConfigsPerAccount }, (_, at): DirectoryChange => {
      const put = {
        ...careful,
        deploymentConfigId: `c-${at}`,
        deploymentConfigName: `c-${at}`,
        computePlatform: 'Server' as const,
      }
      return {
        collection: 'deploymentConfigs',
        key: directoryKeys.config(firstAccountId, put.deploymentConfigName),
        put,
      }
    })
    await world.write(rows)
    expect(await world.refused('createDeploymentConfig', careful)).toMatchObject({
      code: 'DeploymentConfigLimitExceededException',
    })
  })

  test('InvalidOperationException: a predefined one stays', async () => {
    const world = await aWorld()
    expect(
      await world.refused('deleteDeploymentConfig', { deploymentConfigName: 'CodeDeployDefault.AllAtOnce' }),
    ).toMatchObject({ code: 'InvalidOperationException' })
  })

  test.each(['createDeploymentConfig', 'deleteDeploymentConfig'])(
    'AccessDenied: a deployer and %s',
    async (operation) => {
      const world = await aWorld()
      expect(await world.refused(operation, careful, { role: 'deployer' })).toMatchObject({ code: 'AccessDenied' })
    },
  )
})

describe('the calculator', () => {
  test('answers for a configuration that does not exist yet', async () => {
    const world = await aWorld()
    const answer = await world.call(
      'previewDeploymentConfig',
      { minimumHealthyHosts: { type: 'FLEET_PERCENT', value: 95 }, fleetSize: 40 },
      { role: 'viewer' },
    )
    expect(answer).toMatchObject({
      criteria: 'At least 95 % of the hosts stay healthy, rounded up to whole hosts.',
      preview: { fleetSize: 40, minimum: 38, parallel: 2, failureBudget: 1, waves: { count: 20 } },
      neverStartsUpTo: 19,
    })
    expect(answer.usual.map((one) => [one.fleetSize, one.parallel])).toEqual([
      [1, 0],
      [2, 0],
      [3, 0],
      [5, 0],
      [10, 0],
      [100, 5],
      [1000, 50],
    ])
  })

  test('answers for one by zones: over how many, and what each does', async () => {
    const world = await aWorld()
    const zonalConfig = { monitorDurationInSeconds: 600, minimumHealthyHostsPerZone: { type: 'HOST_COUNT', value: 1 } }
    const asked = { minimumHealthyHosts: { type: 'HOST_COUNT', value: 0 }, zonalConfig, zones: 4, fleetSize: 10 }
    const { preview, neverStartsUpTo, criteria, ...answer } = await world.call(
      'previewDeploymentConfig',
      asked as Parameters<typeof world.call<'previewDeploymentConfig'>>[1],
    )
    expect(preview.zones?.map(({ hosts, parallel, bakeSeconds }) => [hosts, parallel, bakeSeconds])).toEqual([
      [3, 2, 600],
      [3, 2, 600],
      [2, 1, 600],
      [2, 1, undefined],
    ])
    expect(answer.zonalConfig).toEqual({ ...zonalConfig, zoneTag: 'zone' })
    expect(neverStartsUpTo).toBe(7)
    expect(criteria).toBe(
      'At least one host must succeed. One zone after the other, by the tag zone; at least 1 host of each zone stays healthy. Between two zones it bakes 10 minutes.',
    )
  })

  test('answers for one by its name, and says why it could never start and the way out', async () => {
    const world = await aWorld()
    const { preview } = await world.call('previewDeploymentConfig', {
      deploymentConfigName: 'CodeDeployDefault.HalfAtATime',
      fleetSize: 1,
    })
    expect(preview).toMatchObject({
      failsAtOnce: { code: 'HEALTH_CONSTRAINTS_INVALID' },
      wayOut: 'Only a minimum of 0 starts with 1 host; this one from 2 hosts on.',
    })
  })

  test.each([
    ['DeploymentConfigDoesNotExistException', { deploymentConfigName: 'Nobodys', fleetSize: 10 }],
    ['DeploymentConfigNameRequiredException', { fleetSize: 10 }],
    [
      'InvalidDeploymentConfigNameException',
      {
        deploymentConfigName: 'CodeDeployDefault.AllAtOnce',
        fleetSize: 1,
        minimumHealthyHosts: careful.minimumHealthyHosts,
      },
    ],
    ['InvalidInputException', { ...careful, deploymentConfigName: undefined, fleetSize: 10_001 }],
    ['InvalidInputException', { ...careful, deploymentConfigName: undefined, fleetSize: -1 }],
    ['InvalidInputException', { ...careful, deploymentConfigName: undefined, fleetSize: 2.5 }],
    ['InvalidInputException', { ...careful, deploymentConfigName: undefined }],
    ['InvalidInputException', { ...careful, deploymentConfigName: undefined, fleetSize: 10, zones: 0 }],
    [
      'InvalidInputException',
      { ...careful, deploymentConfigName: undefined, fleetSize: 10, zones: limits.zonesPerDeployment + 1 },
    ],
    [
      'InvalidZonalDeploymentConfigurationException',
      { deploymentConfigName: 'CodeDeployDefault.AllAtOnce', fleetSize: 10, zonalConfig: {} },
    ],
  ])('refuses with %s: %j', async (code, input) => {
    const world = await aWorld()
    expect(await world.refused('previewDeploymentConfig', input)).toMatchObject({ code })
  })
})
