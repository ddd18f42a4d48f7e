import { describe, expect, test } from 'vitest'
import { goodBundle } from '../../testing/a-bundle.ts'
import { deployed, infoOf, production } from '../../testing/a-shop.ts'
import { aWorld } from '../../testing/a-world.ts'

describe('createDeployment', () => {
  test('deploys to every host of the group, and registers a revision that nobody had', async () => {
    const world = await aWorld()
    await world.storefront(4)
    const deploymentId = await deployed(world, '1.0', { description: 'the first', fileExistsBehavior: 'OVERWRITE' })
    expect(await infoOf(world, deploymentId)).toMatchObject({
      status: 'Succeeded',
      creator: 'user',
      startedBy: 'Dana',
      description: 'the first',
      fileExistsBehavior: 'OVERWRITE',
      revisionName: 'storefront-1.0',
      deploymentConfigName: 'CodeDeployDefault.HalfAtATime',
      deploymentOverview: { Succeeded: 4, Pending: 0, Failed: 0 },
    })
    const { revisionsInfo } = await world.call('listApplicationRevisions', { applicationName: 'storefront' })
    expect(revisionsInfo).toMatchObject([{ name: 'storefront-1.0', runsIn: ['production'], succeededIn: [] }])
  })

  test('takes hosts in the order people count them', async () => {
    const world = await aWorld()
    await world.storefront(11)
    const deploymentId = await deployed(world, '1.0')
    const { targetIds } = await world.call('listDeploymentTargets', { deploymentId })
    expect(targetIds).toEqual(Array.from({ length: 11 }, (_, at) => `web-${at + 1}`))
  })

  test('without a matching host it is accepted and fails with NO_INSTANCES', async () => {
    const world = await aWorld()
    await world.storefront(0)
    const deploymentId = await deployed(world, '1.0')
    expect(await infoOf(world, deploymentId)).toMatchObject({
      status: 'Failed',
      errorInformation: { code: 'NO_INSTANCES' },
    })
  })

  test('deregistered hosts take part in nothing', async () => {
    const world = await aWorld()
    await world.storefront(2)
    await world.call('deregisterOnPremisesInstance', { instanceName: 'web-1' })
    const deploymentId = await deployed(world, '1.0')
    expect((await world.call('listDeploymentTargets', { deploymentId })).targetIds).toEqual(['web-2'])
  })

  test('a busy group refuses a second one, names the first, and registers nothing', async () => {
    const world = await aWorld()
    await world.storefront(2)
    world.script(() => 'runs')
    const first = await deployed(world, '1.0')
    const revision = await world.upload('storefront-1.1.tgz', goodBundle('1.1'))
    expect(await world.refused('createDeployment', { ...production, revision })).toMatchObject({
      code: 'DeploymentLimitExceededException',
      message: expect.stringContaining(first),
    })
    const { revisionsInfo } = await world.call('listApplicationRevisions', { applicationName: 'storefront' })
    expect(revisionsInfo.map((one) => one.name)).toEqual(['storefront-1.0'])
  })

  test('of two at once one is created', async () => {
    const world = await aWorld()
    await world.storefront(2)
    world.script(() => 'runs')
    const revision = await world.upload('storefront-1.0.tgz')
    const calls = [1, 2].map(() => world.call('createDeployment', { ...production, revision }))
    const ends = await Promise.allSettled(calls)
    expect(ends.map((end) => end.status).toSorted()).toEqual(['fulfilled', 'rejected'])
  })

  test.each([
    ['ApplicationDoesNotExistException', { applicationName: 'nothing' }],
    ['DeploymentGroupDoesNotExistException', { deploymentGroupName: 'nothing' }],
    ['DeploymentConfigDoesNotExistException', { deploymentConfigName: 'Careful' }],
    ['DeploymentDoesNotExistException', { redeployOf: 'd-NONE00000' }],
    ['RevisionDoesNotExistException', { key: 'nothing.tgz' }],
    ['InvalidRevisionException', { bundleType: 'JSON' }],
    ['BundleRefused', { key: 'notes.txt' }],
  ])('refuses with %s', async (code, { key, bundleType, ...over }: Record<string, string>) => {
    const world = await aWorld()
    await world.storefront(1)
    const { revisionType, s3Location } = await world.upload('storefront-1.0.tgz')
    await world.put('notes.txt', Buffer.from('hello'))
    const { bucket } = s3Location
    const other = key === undefined ? s3Location : { bucket, key, bundleType: 'tgz' }
    const revision = { revisionType, s3Location: { ...other, ...(bundleType && { bundleType }) } }
    expect(await world.refused('createDeployment', { ...production, revision, ...over })).toMatchObject({ code })
    expect((await world.call('listDeployments', {})).deployments).toEqual([])
  })
})

describe('redeployOf', () => {
  test('is kept of the same group and revision, and refused of any other', async () => {
    const world = await aWorld()
    await world.storefront(1)
    await world.call('createDeploymentGroup', {
      applicationName: 'storefront',
      deploymentGroupName: 'staging',
      onPremisesInstanceTagFilters: [{ Key: 'env', Type: 'KEY_ONLY' }],
    })
    const redeployOf = await deployed(world, '1.0')
    const revision = await world.upload('storefront-1.0.tgz', goodBundle('1.0'))
    const other = await world.upload('storefront-1.1.tgz', goodBundle('1.1'))
    for (const wish of [
      { ...production, revision: other, redeployOf },
      { ...production, deploymentGroupName: 'staging', revision, redeployOf },
    ])
      expect(await world.refused('createDeployment', wish)).toMatchObject({
        code: 'InvalidInputException',
        details: [{ field: 'redeployOf', message: expect.stringContaining('storefront-1.0 to production') }],
      })
    const { deploymentId } = await world.call('createDeployment', { ...production, revision, redeployOf })
    expect((await infoOf(world, deploymentId)).redeployOf).toBe(redeployOf)
  })
})

describe('a start with the plan that was shown', () => {
  const shown = async () => {
    const world = await aWorld()
    await world.storefront(2)
    const wish = { ...production, revision: await world.upload('storefront-1.0.tgz') }
    return { world, wish, seen: (await world.call('planDeployment', wish)).seen ?? 'none' }
  }

  test('starts it as long as it is the same', async () => {
    const { world, wish, seen } = await shown()
    world.clock.advance(5000)
    expect(await world.call('createDeployment', { ...wish, seen })).toMatchObject({
      deploymentId: expect.stringMatching(/^d-/),
    })
  })

  test('is refused once hosts came, or another configuration or revision is sent, and names which', async () => {
    const { world, wish, seen } = await shown()
    const refused = (over: object) => world.refused('createDeployment', { ...wish, ...over, seen })
    const config = await refused({ deploymentConfigName: 'CodeDeployDefault.AllAtOnce' })
    expect(config).toMatchObject({
      code: 'StateChanged',
      message: expect.stringContaining('it is CodeDeployDefault.AllAtOnce now'),
    })
    const revision = await world.upload('storefront-1.1.tgz', goodBundle('1.1'))
    expect(await refused({ revision })).toMatchObject({
      code: 'StateChanged',
      message: expect.stringContaining('bundle'),
    })
    await world.enrol('web-3')
    expect(await refused({})).toMatchObject({
      code: 'StateChanged',
      message: expect.stringContaining('3 are chosen now'),
    })
    expect((await world.call('listDeployments', {})).deployments).toEqual([])
  })
})
