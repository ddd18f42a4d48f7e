import { firstAccountId } from '@sluice/model'
import { directoryKeys, type DirectoryChange } from '@sluice/store'
import { aGroup, anApplication } from '@sluice/testkit'
import { describe, expect, test } from 'vitest'
import { actorWith, aWorld, type World } from '../testing/a-world.ts'

describe('applications', () => {
  test('what was created can be read and listed by name', async () => {
    const world = await aWorld()
    for (const applicationName of ['web', 'api']) await world.call('createApplication', { applicationName })
    const { application } = await world.call('getApplication', { applicationName: 'api' })
    expect(application).toMatchObject({ computePlatform: 'Server', createdBy: 'Dana', groupCount: 0, revisionCount: 0 })
    expect(await world.call('listApplications', {}, { role: 'viewer' })).toMatchObject({
      applications: ['api', 'web'],
      applicationsInfo: [{ groupCount: 0, revisionCount: 0 }, {}],
    })
  })

  test('a name is taken once', async () => {
    const world = await aWorld()
    await world.call('createApplication', { applicationName: 'web' })
    const refused = await world.refused('createApplication', { applicationName: 'web' })
    expect(refused).toMatchObject({
      code: 'ApplicationAlreadyExistsException',
      message: expect.stringContaining('choose another name'),
    })
  })

  test('platforms that are not served yet are refused', async () => {
    const world = await aWorld()
    const refused = await world.refused('createApplication', { applicationName: 'web', computePlatform: 'Lambda' })
    expect(refused.code).toBe('InvalidComputePlatformException')
  })

  test('one that is not there is named', async () => {
    const world = await aWorld()
    expect(await world.refused('getApplication', { applicationName: 'web' })).toMatchObject({
      code: 'ApplicationDoesNotExistException',
      message: expect.stringContaining('web'),
    })
  })

  test('more than a page goes on with nextToken; any other token is refused', async () => {
    const world = await aWorld()
    const names = Array.from({ length: 105 }, (_, at) => `app-${String(at).padStart(3, '0')}`)
    for (const applicationName of names) await world.call('createApplication', { applicationName })
    const first = await world.call('listApplications', {})
    const second = await world.call('listApplications', { nextToken: first.nextToken })
    expect([...first.applications, ...second.applications]).toEqual(names)
    expect(second.nextToken).toBeUndefined()
    expect(await world.refused('listApplications', { nextToken: 'bWFkZSB1cA' })).toMatchObject({
      code: 'InvalidNextTokenException',
    })
  })
})

describe('deployment configurations', () => {
  test('the three predefined ones are there from the start', async () => {
    const world = await aWorld()
    const { deploymentConfigsList } = await world.call('listDeploymentConfigs', {})
    expect(deploymentConfigsList).toEqual([
      'CodeDeployDefault.OneAtATime',
      'CodeDeployDefault.HalfAtATime',
      'CodeDeployDefault.AllAtOnce',
    ])
    const { deploymentConfigInfo } = await world.call('getDeploymentConfig', {
      deploymentConfigName: 'CodeDeployDefault.HalfAtATime',
    })
    expect(deploymentConfigInfo.minimumHealthyHosts).toEqual({ type: 'FLEET_PERCENT', value: 50 })
  })

  test('one that is not there is refused', async () => {
    const world = await aWorld()
    expect(await world.refused('getDeploymentConfig', { deploymentConfigName: 'Careful' })).toMatchObject({
      code: 'DeploymentConfigDoesNotExistException',
    })
  })
})

describe('an account’s limits', () => {
  /** Straight into the directory: a thousand calls would only be slow. */
  async function fill(world: World, changes: DirectoryChange[]): Promise<void> {
    const by = { actor: actorWith('admin'), action: 'fill', resource: 'account', requestId: '' }
    await world.ports.conductor.change({ by, decide: async () => ({ changes, answer: {} }) })
  }

  test('one application too many is refused', async () => {
    const world = await aWorld()
    const names = Array.from({ length: 1000 }, (_, at) => `app-${at}`)
    const rows = names.map((applicationName): DirectoryChange => {
      const key = directoryKeys.application(firstAccountId, applicationName)
      return { collection: 'applications', key, put: anApplication({ applicationName }) }
    })
    await fill(world, rows)
    expect(await world.refused('createApplication', { applicationName: 'more' })).toMatchObject({
      code: 'ApplicationLimitExceededException',
    })
  })

  test('one deployment group too many is refused', async () => {
    const world = await aWorld()
    await world.call('createApplication', { applicationName: 'storefront' })
    const rows = Array.from({ length: 1000 }, (_, at): DirectoryChange => {
      const deploymentGroupName = `group-${at}`
      const key = directoryKeys.group(firstAccountId, 'storefront', deploymentGroupName)
      return { collection: 'deploymentGroups', key, put: aGroup({ deploymentGroupName }) }
    })
    await fill(world, rows)
    const refused = await world.refused('createDeploymentGroup', {
      applicationName: 'storefront',
      deploymentGroupName: 'more',
    })
    expect(refused).toMatchObject({ code: 'DeploymentGroupLimitExceededException' })
  })
})
