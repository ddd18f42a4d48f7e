import { describe, expect, test } from 'vitest'
import { goodBundle } from '../../testing/a-bundle.ts'
import { deployed, production } from '../../testing/a-shop.ts'
import { aWorld } from '../../testing/a-world.ts'

describe('planDeployment', () => {
  test('shows waves, hosts, what runs, and what would change, and starts nothing', async () => {
    const world = await aWorld()
    await world.storefront(4)
    await deployed(world, '1.0')
    world.presence.delete('web-3')
    const revision = await world.upload('storefront-1.1.tgz', goodBundle('1.1', { 'app/new.txt': 'new' }))
    const planned = await world.call('planDeployment', { ...production, revision }, { role: 'viewer' })
    expect(planned).toMatchObject({
      plan: {
        total: 4,
        minimum: 2,
        parallel: 2,
        waves: [{ targets: ['web-1', 'web-2'] }, { targets: ['web-3', 'web-4'] }],
      },
      hosts: [
        { connected: true },
        { connected: true },
        { instanceName: 'web-3', connected: false },
        { connected: true },
      ],
      runs: { revisionName: 'storefront-1.0' },
      warnings: ['web-3 is not connected.'],
      changes: { against: 'storefront-1.0', added: ['app/new.txt'], removed: [], changed: ['app/version.txt'] },
    })
    expect(planned.changes?.appSpecLines.every((line) => line.startsWith(' '))).toBe(true)
    expect((await world.call('listDeployments', {})).deployments).toHaveLength(1)
  })

  test('says what would fail at once, and that the same revision runs already', async () => {
    const world = await aWorld()
    await world.storefront(0)
    const empty = await world.call('planDeployment', production)
    expect(empty.plan.failsAtOnce).toMatchObject({ code: 'NO_INSTANCES' })
    await world.enrol('web-1')
    await deployed(world, '1.0')
    const revision = await world.upload('storefront-1.0.tgz', goodBundle('1.0'))
    const again = await world.call('planDeployment', { ...production, revision })
    expect(again.warnings).toEqual([expect.stringContaining('runs here already')])
  })

  test('names the deployment that is in the way', async () => {
    const world = await aWorld()
    await world.storefront(1)
    world.script(() => 'runs')
    const deploymentId = await deployed(world, '1.0')
    expect((await world.call('planDeployment', production)).busy).toEqual({ deploymentId })
  })

  test('says once that hosts are in another group too that is at work: which, and what follows', async () => {
    const world = await aWorld()
    await world.storefront(3)
    await world.call('createApplication', { applicationName: 'billing' })
    const all = { applicationName: 'billing', deploymentGroupName: 'all' }
    await world.call('createDeploymentGroup', {
      ...all,
      deploymentConfigName: 'CodeDeployDefault.AllAtOnce',
      onPremisesInstanceTagFilters: [{ Key: 'env', Value: 'production', Type: 'KEY_AND_VALUE' }],
    })
    world.script(() => 'runs')
    const deploymentId = await deployed(world, '1.0')
    const planned = await world.call('planDeployment', all)
    expect(planned.alsoAtWork).toEqual([
      {
        ...production,
        deploymentId,
        hosts: 3,
        sentence:
          'All 3 hosts are also in storefront / production, where a deployment is running. Nothing keeps the two apart: scripts of both may run on one host at the same time.',
      },
    ])
    expect(planned.warnings.join()).not.toContain('web-1')
    const one = await world.call('planDeployment', { ...all, onlyTargets: ['web-2'] })
    expect(one.alsoAtWork?.[0]?.sentence).toMatch(/^web-2 is also in storefront/)
    expect((await world.call('planDeployment', production)).alsoAtWork).toBeUndefined()
  })

  test.each([
    ['ApplicationDoesNotExistException', { applicationName: 'nothing' }],
    ['DeploymentGroupDoesNotExistException', { deploymentGroupName: 'nothing' }],
    ['DeploymentConfigDoesNotExistException', { deploymentConfigName: 'Careful' }],
    [
      'RevisionDoesNotExistException',
      { revision: { revisionType: 'S3', s3Location: { bucket: 'releases', key: 'nothing.tgz', bundleType: 'tgz' } } },
    ],
  ])('refuses with %s', async (code, over) => {
    const world = await aWorld()
    await world.storefront(1)
    expect(await world.refused('planDeployment', { ...production, ...over })).toMatchObject({ code })
  })
})
