/** An application under a new name is the same one, and one that is deleted takes only what is its own. */
import { describe, expect, test } from 'vitest'
import { goodBundle } from '../testing/a-bundle.ts'
import { aWorld, type World } from '../testing/a-world.ts'

const production = { applicationName: 'storefront', deploymentGroupName: 'production' }
const renamed = { applicationName: 'shop', deploymentGroupName: 'production' }
const rename = { applicationName: 'storefront', newApplicationName: 'shop' }

async function deployed(world: World, version = '1.0', where = production): Promise<string> {
  const revision = await world.upload(`storefront-${version}.tgz`, goodBundle(version))
  const { deploymentId } = await world.call('createDeployment', { ...where, revision })
  await world.settled()
  world.clock.advance(1000)
  return deploymentId
}

async function aWorldWithTwoDeployments() {
  const world = await aWorld()
  await world.storefront(2)
  return { world, first: await deployed(world, '1.0'), second: await deployed(world, '1.1') }
}

describe('a renamed application', () => {
  test('keeps its id, its groups with theirs, and its revisions', async () => {
    const { world } = await aWorldWithTwoDeployments()
    const before = await world.call('getDeploymentGroup', production)
    const { application } = await world.call('getApplication', { applicationName: 'storefront' })
    const answer = await world.call('updateApplication', rename)
    expect(answer).toEqual({ applicationId: application.applicationId })
    expect((await world.call('getApplication', { applicationName: 'shop' })).application.applicationId).toBe(
      application.applicationId,
    )
    const { deploymentGroupInfo } = await world.call('getDeploymentGroup', renamed)
    expect(deploymentGroupInfo).toEqual({ ...before.deploymentGroupInfo, applicationName: 'shop' })
    const { revisionsInfo } = await world.call('listApplicationRevisions', { applicationName: 'shop' })
    expect(revisionsInfo.map((one) => [one.name, one.runsIn])).toEqual([
      ['storefront-1.1', ['production']],
      ['storefront-1.0', []],
    ])
    expect((await world.call('listApplications', {})).applications).toEqual(['shop'])
  })

  test('still lists its history, under its new name', async () => {
    const { world, first, second } = await aWorldWithTwoDeployments()
    await world.call('updateApplication', rename)
    const list = await world.call('listDeployments', { applicationName: 'shop' })
    expect(list.deployments).toEqual([second, first])
    expect(list.deploymentsInfo.map((one) => one.applicationName)).toEqual(['shop', 'shop'])
    const { deploymentInfo } = await world.call('getDeployment', { deploymentId: first })
    expect(deploymentInfo.applicationName).toBe('shop')
  })

  test('lists what groups that are deleted by now did, too', async () => {
    const { world, first, second } = await aWorldWithTwoDeployments()
    await world.call('deleteDeploymentGroup', production)
    await world.call('updateApplication', rename)
    expect((await world.call('listDeployments', { applicationName: 'shop' })).deployments).toEqual([second, first])
  })

  test('is deployed to and taken back as before', async () => {
    const { world, second } = await aWorldWithTwoDeployments()
    await world.call('updateApplication', rename)
    const { revisionName } = await world.call('rollBackDeployment', { deploymentId: second })
    expect(revisionName).toBe('storefront-1.0')
    await world.settled()
    const third = await deployed(world, '1.2', renamed)
    expect((await world.call('getDeployment', { deploymentId: third })).deploymentInfo.status).toBe('Succeeded')
    expect((await world.call('listDeployments', { applicationName: 'shop' })).deployments).toHaveLength(4)
  })

  test('keeps its name in its history when an old deployment of it is taken back', async () => {
    const { world, second } = await aWorldWithTwoDeployments()
    await world.call('updateApplication', rename)
    const published = new Set<string>()
    world.ports.conductor.onCommitted(({ deployments }) =>
      deployments.forEach((row) => published.add(row.applicationName)),
    )
    await world.call('rollBackDeployment', { deploymentId: second })
    await world.settled()
    expect([...published]).toEqual(['shop'])
    const { deploymentInfo } = await world.call('getDeployment', { deploymentId: second })
    expect(deploymentInfo.rollbackInfo?.rollbackDeploymentId).toBeDefined()
    expect(deploymentInfo.applicationName).toBe('shop')
  })

  test('is named to whoever asks for it by its old name', async () => {
    const { world } = await aWorldWithTwoDeployments()
    await world.call('updateApplication', rename)
    expect(await world.refused('getApplication', { applicationName: 'storefront' })).toMatchObject({
      code: 'ApplicationDoesNotExistException',
      message: expect.stringContaining('is called shop now'),
      details: [{ field: 'applicationName', rule: 'renamed', fix: 'shop' }],
    })
  })

  test('leaves its old name free, and may take it back', async () => {
    const { world, first, second } = await aWorldWithTwoDeployments()
    await world.call('updateApplication', rename)
    await world.call('createApplication', { applicationName: 'storefront' })
    expect((await world.call('listDeployments', { applicationName: 'storefront' })).deployments).toEqual([])
    await world.call('deleteApplication', { applicationName: 'storefront' })
    await world.call('updateApplication', { applicationName: 'shop', newApplicationName: 'storefront' })
    const { application } = await world.call('getApplication', { applicationName: 'storefront' })
    expect(application.formerNames).toEqual(['shop'])
    expect((await world.call('listDeployments', { applicationName: 'storefront' })).deployments).toEqual([
      second,
      first,
    ])
  })

  test('leaves the history of a deleted one of its name alone, and has none of it', async () => {
    const { world, first, second } = await aWorldWithTwoDeployments()
    await world.call('deleteApplication', { applicationName: 'storefront' })
    await world.storefront(0)
    await world.call('createApplication', { applicationName: 'other' })
    const third = await deployed(world, '1.2')
    const listed = async (applicationName: string) => {
      const { deployments } = await world.call('listDeployments', { applicationName })
      const among = { applicationNames: [applicationName, 'other'] }
      expect((await world.call('listDeployments', among)).deployments).toEqual(deployments)
      const { activity } = await world.call('listActivity', { applicationNames: [applicationName] })
      expect([...new Set(activity.map(({ deploymentId }) => deploymentId))]).toEqual(deployments)
      return deployments
    }
    expect(await listed('storefront')).toEqual([third])
    const range = { createTimeRange: { start: '2000-01-01T00:00:00Z' } }
    const since = await world.call('listDeployments', { applicationName: 'storefront', ...range })
    expect(since.deployments).toEqual([third])

    await world.call('updateApplication', rename)
    expect(await listed('shop')).toEqual([third])
    const names = await Promise.all(
      [first, second].map((deploymentId) => world.call('getDeployment', { deploymentId })),
    )
    expect(names.map(({ deploymentInfo }) => deploymentInfo.applicationName)).toEqual(['storefront', 'storefront'])
  })

  test('is the same when the new name is the old one', async () => {
    const { world } = await aWorldWithTwoDeployments()
    await world.call('updateApplication', { ...rename, newApplicationName: 'storefront' })
    expect((await world.call('listApplications', {})).applicationsInfo).toMatchObject([
      { applicationName: 'storefront', groupCount: 1, revisionCount: 2 },
    ])
  })

  test('leaves applications whose names begin alike alone', async () => {
    const { world } = await aWorldWithTwoDeployments()
    const other = { applicationName: 'storefront-2', deploymentGroupName: 'production' }
    await world.call('createApplication', { applicationName: 'storefront-2' })
    await world.call('createDeploymentGroup', other)
    await world.call('updateApplication', rename)
    expect((await world.call('getDeploymentGroup', other)).deploymentGroupInfo.applicationName).toBe('storefront-2')
    await world.call('deleteApplication', { applicationName: 'shop' })
    expect((await world.call('listApplications', {})).applications).toEqual(['storefront-2'])
  })

  test.each([
    ['ApplicationDoesNotExistException', { ...rename, applicationName: 'nothing' }],
    ['ApplicationAlreadyExistsException', { ...rename, newApplicationName: 'taken' }],
    ['InvalidApplicationNameException', { ...rename, newApplicationName: 'with space' }],
    ['InvalidApplicationNameException', { ...rename, newApplicationName: 'n'.repeat(101) }],
    ['ApplicationNameRequiredException', { applicationName: 'storefront' }],
    ['ApplicationNameRequiredException', { newApplicationName: 'shop' }],
  ])('is refused with %s: %j', async (code, input) => {
    const world = await aWorld()
    await world.storefront(0)
    await world.call('createApplication', { applicationName: 'taken' })
    expect(await world.refused('updateApplication', input)).toMatchObject({ code })
    expect((await world.call('listApplications', {})).applications).toEqual(['storefront', 'taken'])
  })

  test('waits for the end of a deployment that runs in it, whose rollback would bear the old name', async () => {
    const world = await aWorld()
    await world.storefront(2)
    world.script(() => 'runs')
    const deploymentId = await deployed(world)
    expect(await world.refused('updateApplication', rename)).toMatchObject({
      code: 'DeploymentGroupBusy',
      message: expect.stringContaining(deploymentId),
    })
  })

  test('is an admin’s doing', async () => {
    const world = await aWorld()
    await world.storefront(0)
    expect(await world.refused('updateApplication', rename, { role: 'deployer' })).toMatchObject({
      code: 'AccessDenied',
    })
  })
})

describe('a deleted application', () => {
  test('takes its groups and revisions with it, and the answer says which', async () => {
    const { world } = await aWorldWithTwoDeployments()
    await world.call('createDeploymentGroup', { ...production, deploymentGroupName: 'canary' })
    expect(await world.call('deleteApplication', { applicationName: 'storefront' })).toEqual({
      deletedDeploymentGroups: ['canary', 'production'],
      deletedRevisionCount: 2,
    })
    expect((await world.call('listApplications', {})).applications).toEqual([])
    await world.call('createApplication', { applicationName: 'storefront' })
    expect((await world.call('listDeploymentGroups', { applicationName: 'storefront' })).deploymentGroups).toEqual([])
    expect((await world.call('listApplicationRevisions', { applicationName: 'storefront' })).revisions).toEqual([])
  })

  test('leaves hosts, uploaded bundles and the history of deployments', async () => {
    const { world, first, second } = await aWorldWithTwoDeployments()
    const before = await world.call('listOnPremisesInstances', {})
    await world.call('deleteApplication', { applicationName: 'storefront' })
    expect(await world.call('listOnPremisesInstances', {})).toEqual(before)
    expect((await world.call('listDeployments', {})).deployments).toEqual([second, first])
    await world.storefront(0)
    await deployed(world, '1.1')
  })

  test('leaves the past of its groups to nobody: a group of that name made later runs nothing yet', async () => {
    const { world } = await aWorldWithTwoDeployments()
    await world.call('deleteApplication', { applicationName: 'storefront' })
    await world.storefront(0)
    const { deploymentGroupInfo } = await world.call('getDeploymentGroup', production)
    expect(deploymentGroupInfo.lastAttemptedDeployment).toBeUndefined()
    expect(deploymentGroupInfo.targetRevision).toBeUndefined()
  })

  test('is done already when there is none', async () => {
    const world = await aWorld()
    expect(await world.call('deleteApplication', { applicationName: 'storefront' })).toEqual({
      deletedDeploymentGroups: [],
      deletedRevisionCount: 0,
    })
  })

  test('stays while a deployment of it runs, and the refusal names it', async () => {
    const world = await aWorld()
    await world.storefront(2)
    world.script(() => 'runs')
    const deploymentId = await deployed(world)
    expect(await world.refused('deleteApplication', { applicationName: 'storefront' })).toMatchObject({
      code: 'DeploymentGroupBusy',
      message: expect.stringContaining(deploymentId),
    })
    expect((await world.call('listApplications', {})).applications).toEqual(['storefront'])
  })

  test.each([
    ['ApplicationNameRequiredException', {}],
    ['InvalidApplicationNameException', { applicationName: 'with space' }],
  ])('is refused with %s: %j', async (code, input) => {
    const world = await aWorld()
    expect(await world.refused('deleteApplication', input)).toMatchObject({ code })
  })

  test('is an admin’s doing', async () => {
    const world = await aWorld()
    const refused = await world.refused('deleteApplication', { applicationName: 'web' }, { role: 'deployer' })
    expect(refused.code).toBe('AccessDenied')
  })
})
