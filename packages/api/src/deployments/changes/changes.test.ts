import { succeeded } from '@sluice/platforms'
import { expect, test } from 'vitest'
import { goodBundle } from '../../testing/a-bundle.ts'
import { aWorld, type World } from '../../testing/a-world.ts'

async function deploy(world: World, key: string, bundle: Buffer, over: object = {}): Promise<string> {
  world.script(() => succeeded)
  world.clock.advance(60_000)
  const { deploymentId } = await world.call('createDeployment', {
    applicationName: 'storefront',
    deploymentGroupName: 'production',
    revision: await world.upload(key, bundle),
    ...over,
  })
  await world.settled()
  return deploymentId
}

const second = (): Buffer =>
  goodBundle('1.1', { 'scripts/start.sh': '#!/bin/sh\nexit 0 # soon\n', 'app/new.txt': 'new' })

async function twoDeployments() {
  const world = await aWorld()
  await world.storefront(4)
  const first = await deploy(world, 'storefront-1.0.tgz', goodBundle('1.0', { 'app/old.txt': 'old' }))
  await world.enrol('web-5')
  await world.call('deregisterOnPremisesInstance', { instanceName: 'web-4' })
  const id = await deploy(world, 'storefront-1.1.tgz', second(), { fileExistsBehavior: 'OVERWRITE' })
  return { world, first, id }
}

test('a deployment is shown against the one that it replaced: files, scripts, settings, hosts', async () => {
  const { world, first, id } = await twoDeployments()
  expect(await world.call('getDeploymentChanges', { deploymentId: id })).toMatchObject({
    revisionName: 'storefront-1.1',
    replaces: { deploymentId: first, revisionName: 'storefront-1.0' },
    bundle: {
      isSame: false,
      added: { count: 1, paths: ['app/new.txt'] },
      removed: { count: 1, paths: ['app/old.txt'] },
      changed: { count: 2, paths: ['app/version.txt', 'scripts/start.sh'] },
      appSpecLines: [],
      scripts: [{ path: 'scripts/start.sh', change: 'changed', lines: [' #!/bin/sh', '-exit 0', '+exit 0 # soon'] }],
      scriptsCut: 0,
    },
    settings: [{ name: 'Files that are already there', before: 'fail that host', now: 'overwrite them' }],
    hosts: { added: { count: 1, paths: ['web-5'] }, removed: { count: 1, paths: ['web-4'] } },
  })
})

test('a viewer sees which scripts changed, not their lines', async () => {
  const { world, id } = await twoDeployments()
  const { bundle } = await world.call('getDeploymentChanges', { deploymentId: id }, { role: 'viewer' })
  expect(bundle?.scripts[0]).not.toHaveProperty('lines')
})

test('the first deployment of a group replaced nothing, which is said', async () => {
  const { world, first } = await twoDeployments()
  expect(await world.call('getDeploymentChanges', { deploymentId: first })).toEqual({
    revisionName: 'storefront-1.0',
    settings: [],
    note: 'Nothing had succeeded in this group before, so everything is new.',
  })
})

test('what stands against it is what had succeeded then, whatever was deployed since', async () => {
  const { world, first, id } = await twoDeployments()
  await deploy(world, 'storefront-1.2.tgz', goodBundle('1.2'))
  expect((await world.call('getDeploymentChanges', { deploymentId: id })).replaces?.deploymentId).toBe(first)
})

test('hosts that had something else before it are counted by what they had', async () => {
  const { world, id } = await twoDeployments()
  // web-5 came after the first deployment, and was reached by the second alone.
  expect((await world.call('getDeploymentChanges', { deploymentId: id })).hostsHad).toBe(
    'Before it, 3 hosts had storefront-1.0, 1 host had nothing of this group.',
  )
  const all = await deploy(world, 'storefront-1.2.tgz', goodBundle('1.2'))
  expect(await world.call('getDeploymentChanges', { deploymentId: all })).not.toHaveProperty('hostsHad')
  await deploy(world, 'storefront-1.3.tgz', goodBundle('1.3'), {
    onlyTargets: ['web-1'],
    deploymentConfigName: 'CodeDeployDefault.AllAtOnce',
  })
  const mixed = await deploy(world, 'storefront-1.4.tgz', goodBundle('1.4'))
  expect(await world.call('getDeploymentChanges', { deploymentId: mixed })).toMatchObject({
    replaces: { revisionName: 'storefront-1.2' },
    hostsHad: 'Before it, 3 hosts had storefront-1.2, 1 host had storefront-1.3.',
  })
})
