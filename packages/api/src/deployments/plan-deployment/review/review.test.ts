/** What is said before a start: files, scripts, settings, the way back, and whether a name is typed. */
import { failed, succeeded } from '@sluice/platforms'
import { describe, expect, test } from 'vitest'
import { tgz, type BundleFiles } from '../../../testing/a-bundle.ts'
import { aBlueGreenShop, blueGreen, carriedThrough } from '../../../testing/a-blue-green-shop.ts'
import { aWorld, type World } from '../../../testing/a-world.ts'

const production = { applicationName: 'storefront', deploymentGroupName: 'production' }

const appSpec = (more = '') => `version: 0.0
os: linux
files:
  - source: app
    destination: /srv/shop
${more}hooks:
  ApplicationStop:
    - location: scripts/stop.sh
  ApplicationStart:
    - location: scripts/start.sh
`

const bundle = (files: BundleFiles, more?: string) =>
  tgz({
    'appspec.yml': appSpec(more),
    'scripts/stop.sh': '#!/bin/sh\nexit 0\n',
    'scripts/start.sh': '#!/bin/sh\nexit 0\n',
    ...files,
  })

const upload = (world: World, version: string, files: BundleFiles, more?: string) =>
  world.upload(`shop-${version}.tgz`, bundle(files, more))

async function runs(world: World, version: string, over: object = {}, more?: string): Promise<string> {
  const revision = await upload(world, version, { 'app/a.txt': version, 'app/old.txt': 'old' }, more)
  const { deploymentId } = await world.call('createDeployment', { ...production, revision, ...over })
  await world.settled()
  world.clock.advance(1000)
  return deploymentId
}

async function aShopWith(version: string, over: object = {}, more?: string): Promise<World> {
  const world = await aWorld()
  await world.storefront(4)
  await runs(world, version, over, more)
  return world
}

const next = { 'app/a.txt': '2', 'app/new.txt': 'new' }

describe('files', () => {
  test('are told apart by where they go on a host: replaced, new, removed', async () => {
    const world = await aShopWith('1.0')
    const { fileChanges } = await world.call('planDeployment', {
      ...production,
      revision: await upload(world, '2.0', next),
    })
    expect(fileChanges).toEqual({
      behavior: 'DISALLOW',
      decidedBy: 'deployment',
      replaced: { count: 1, paths: ['/srv/shop/a.txt'] },
      added: { count: 1, paths: ['/srv/shop/new.txt'] },
      removed: { count: 1, paths: ['/srv/shop/old.txt'] },
      sentence:
        '1 file of ours is replaced, 1 is new, 1 is removed. What lies at the new place already is known to each host alone: with DISALLOW, a host that has a file of others there fails: no file is replaced; ApplicationStop and BeforeInstall have run by then.',
    })
  })

  test('that are in the way fail a host under DISALLOW after its stop scripts ran, which is not called no change', async () => {
    const world = await aShopWith('1.0')
    const { fileChoices } = await world.call('planDeployment', production)
    expect(fileChoices.find(({ behavior }) => behavior === 'DISALLOW')?.consequence).toBe(
      'A host with such a file fails: no file is replaced; ApplicationStop and BeforeInstall have run by then.',
    )
  })

  test('go by the rule of the AppSpec, which wins over the deployment’s', async () => {
    const world = await aShopWith('1.0')
    const revision = await upload(world, '2.0', next, 'file_exists_behavior: RETAIN\n')
    const wish = { ...production, revision, fileExistsBehavior: 'OVERWRITE' as const }
    expect((await world.call('planDeployment', wish)).fileChanges).toMatchObject({
      behavior: 'RETAIN',
      decidedBy: 'AppSpec',
    })
  })

  test('kept by RETAIN and taken by OVERWRITE are lost to a rollback, and that is said', async () => {
    const world = await aShopWith('1.0', { fileExistsBehavior: 'RETAIN' })
    const revision = await upload(world, '2.0', next)
    const wish = { ...production, revision, fileExistsBehavior: 'OVERWRITE' as const }
    const { rollback, fileChoices } = await world.call('planDeployment', wish)
    expect(rollback).toMatchObject({
      returnsTo: 'shop-1.0',
      retained: { count: 1, paths: ['/srv/shop/a.txt'] },
      overwritten: { count: 1, paths: ['/srv/shop/new.txt'] },
    })
    expect(rollback.sentence).toContain(
      'Up to 1 file kept by RETAIN when shop-1.0 was installed would be deleted by OVERWRITE and cannot be restored.',
    )
    expect(rollback.sentence).toContain('at the new place that OVERWRITE replaces cannot be restored.')
    const overwrite = fileChoices.find(({ behavior }) => behavior === 'OVERWRITE')
    expect(overwrite?.forRollback).toContain('shop-1.0 was installed with RETAIN')
  })

  test('are as the AppSpec of the running revision had them installed, too', async () => {
    const world = await aShopWith('1.0', {}, 'file_exists_behavior: RETAIN\n')
    const { rollback } = await world.call('planDeployment', {
      ...production,
      revision: await upload(world, '2.0', next),
    })
    expect(rollback.retained.count).toBe(1)
    expect(rollback.sentence).not.toContain('OVERWRITE')
  })
})

describe('scripts', () => {
  const changed = { ...next, 'scripts/start.sh': '#!/bin/sh\necho up\nexit 0\n' }

  test('that changed are shown line by line to those who may download revisions, by name to the others', async () => {
    const world = await aShopWith('1.0')
    const wish = { ...production, revision: await upload(world, '2.0', changed) }
    expect((await world.call('planDeployment', wish, { role: 'deployer' })).scriptChanges).toEqual([
      { path: 'scripts/start.sh', change: 'changed', lines: [' #!/bin/sh', '+echo up', ' exit 0'] },
    ])
    expect((await world.call('planDeployment', wish, { role: 'viewer' })).scriptChanges).toEqual([
      {
        path: 'scripts/start.sh',
        change: 'changed',
        note: 'Only those who may download revisions see its lines.',
      },
    ])
  })

  test('that are long are cut after 400 lines, and one beyond 64 KiB is only named', async () => {
    const world = await aShopWith('1.0')
    const long = Array.from({ length: 500 }, (_, at) => `echo ${at}`).join('\n')
    const files = {
      ...next,
      'scripts/start.sh': `#!/bin/sh\n${long}\n`,
      'scripts/stop.sh': `#!/bin/sh\n#${'x'.repeat(70_000)}\n`,
    }
    const { scriptChanges } = await world.call('planDeployment', {
      ...production,
      revision: await upload(world, '2.0', files),
    })
    expect(scriptChanges.map(({ path, lines, note }) => [path, lines?.length, note])).toEqual([
      ['scripts/start.sh', 400, expect.stringContaining('first 400 of 502 lines')],
      ['scripts/stop.sh', undefined, 'It is too long to be compared, or no text.'],
    ])
  })

  test('that stop come from what is installed now, and are named with their revision', async () => {
    const world = await aShopWith('1.0')
    const { stopScripts } = await world.call('planDeployment', production)
    expect(stopScripts).toMatchObject({
      revisionName: 'shop-1.0',
      scripts: [{ event: 'ApplicationStop', location: 'scripts/stop.sh' }],
    })
    expect(stopScripts?.sentence).toContain('shop-1.0 has scripts/stop.sh (ApplicationStop)')
  })
})

describe('settings', () => {
  test('are listed where they differ from the group’s own or from what runs', async () => {
    const world = await aShopWith('1.0', { fileExistsBehavior: 'OVERWRITE' })
    const wish = { ...production, deploymentConfigName: 'CodeDeployDefault.OneAtATime' }
    expect((await world.call('planDeployment', wish)).configChanges).toEqual([
      {
        field: 'deploymentConfigName',
        name: 'Deployment configuration',
        wanted: 'CodeDeployDefault.OneAtATime',
        groupDefault: 'CodeDeployDefault.HalfAtATime',
        runsWith: 'CodeDeployDefault.HalfAtATime',
        isOverride: true,
      },
      {
        field: 'fileExistsBehavior',
        name: 'Files that are already there',
        wanted: 'fail that host',
        groupDefault: 'fail that host',
        runsWith: 'overwrite them',
        isOverride: false,
      },
    ])
  })
})

describe('the way back', () => {
  const onFailure = { enabled: true, events: ['DEPLOYMENT_FAILURE' as const] }

  test('is by itself when the group or the deployment says so, by hand otherwise, and nowhere at first', async () => {
    const world = await aWorld()
    await world.storefront(4)
    expect((await world.call('planDeployment', production)).rollback).toMatchObject({ happens: 'never' })
    await runs(world, '1.0')
    expect((await world.call('planDeployment', production)).rollback).toMatchObject({
      happens: 'byHand',
      returnsTo: 'shop-1.0',
      sentence:
        'If this fails it stays as it is: no rollback happens by itself. Whoever presses Roll back returns to shop-1.0.',
    })
    const automatic = { ...production, autoRollbackConfiguration: onFailure }
    expect((await world.call('planDeployment', automatic)).rollback).toMatchObject({
      happens: 'byItself',
      sentence:
        'If this fails we return to shop-1.0: a new deployment to all 4 hosts, changed ones first, with DISALLOW for files of others, as it was installed before.',
    })
  })

  test('of blue/green is by traffic, to the originals', async () => {
    const world = await aWorld()
    await aBlueGreenShop(world)
    await carriedThrough(world, '1.0')
    const revision = await world.upload('shop-2.0.tgz', bundle(next))
    const { rollback, spread, fileChanges } = await world.call('planDeployment', { ...blueGreen, revision })
    expect(fileChanges).toMatchObject({ replaced: { count: 0 }, added: { count: 2 }, removed: { count: 0 } })
    expect(fileChanges?.sentence).toContain('2 files are installed, where none of ours is now.')
    expect(rollback).toMatchObject({ happens: 'byTraffic', returnsTo: 'storefront-1.0' })
    expect(rollback.sentence).toContain('nothing is installed again')
    expect(spread).toBeUndefined()
  })
})

describe('the group’s name is typed before the start', () => {
  const atOnce = { deploymentConfigName: 'CodeDeployDefault.AllAtOnce' }

  test('where all hosts of production go at once, and not where some stay', async () => {
    const world = await aWorld()
    await world.storefront(4)
    const { confirm } = await world.call('planDeployment', { ...production, ...atOnce })
    expect(confirm).toEqual({
      typed: 'production',
      why: 'This group is production by its name, and all 4 hosts go at once.',
    })
    expect((await world.call('planDeployment', production)).confirm).toBeUndefined()
  })

  test.each([
    ['web-prod', 'env', 'live', true],
    ['prod2', 'env', 'live', true],
    ['live', 'env', 'production', true],
    ['product-pages', 'env', 'live', false],
    ['nonprod', 'env', 'staging', false],
    ['staging', 'production', 'no', true],
  ])('%s with %s=%s: %s', async (deploymentGroupName, Key, Value, isAsked) => {
    const world = await aWorld()
    const group = { applicationName: 'storefront', deploymentGroupName }
    await world.call('createApplication', { applicationName: 'storefront' })
    const onPremisesInstanceTagFilters = [{ Key, Value, Type: 'KEY_AND_VALUE' as const }]
    await world.call('createDeploymentGroup', { ...group, ...atOnce, onPremisesInstanceTagFilters })
    for (const name of ['web-1', 'web-2']) await world.enrol(name, [{ Key, Value }])
    expect((await world.call('planDeployment', group)).confirm !== undefined).toBe(isAsked)
  })

  test('where users of production are moved without anybody being asked', async () => {
    const world = await aWorld()
    const name = { ...blueGreen, deploymentGroupName: 'prod' }
    await aBlueGreenShop(world, name)
    await carriedThrough(world, '1.0', name)
    expect((await world.call('planDeployment', name)).confirm).toBeUndefined()
    await world.call('updateDeploymentGroup', {
      applicationName: 'storefront',
      currentDeploymentGroupName: 'prod',
      blueGreenDeploymentConfiguration: {
        greenFleetProvisioningOption: { action: 'COPY_AUTO_SCALING_GROUP' },
        deploymentReadyOption: { actionOnTimeout: 'CONTINUE_DEPLOYMENT', waitTimeInMinutes: 0 },
        terminateBlueInstancesOnDeploymentSuccess: { action: 'TERMINATE', terminationWaitTimeInMinutes: 5 },
      },
    })
    expect((await world.call('planDeployment', name)).confirm?.why).toContain('without anybody being asked')
  })
})

describe('what hosts run now', () => {
  test('is what was installed on each last, also by a deployment that failed', async () => {
    const world = await aShopWith('1.0')
    await world.enrol('web-5')
    world.script(({ event, targetId }) => {
      if (targetId === 'web-5') return event === 'BeforeInstall' ? failed() : succeeded
      return event === 'ApplicationStart' ? failed() : succeeded
    })
    // The host without anything is taken first, together with one of the others.
    const minimumHealthyHosts = { type: 'HOST_COUNT' as const, value: 3 }
    await world.call('createDeploymentConfig', { deploymentConfigName: 'TwoAtATime', minimumHealthyHosts })
    const stopped = await runs(world, '2.0', { deploymentConfigName: 'TwoAtATime' })
    const { spread } = await world.call('planDeployment', production)
    expect(spread).toMatchObject([
      { revisionName: 'shop-1.0', hosts: 3 },
      { revisionName: 'shop-2.0', deploymentId: stopped, hosts: 1 },
      { hosts: 1 },
    ])
  })
})
