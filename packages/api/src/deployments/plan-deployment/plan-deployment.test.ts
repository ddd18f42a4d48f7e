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
