/** The plan takes hosts in the order in which the deployment then takes them, and says why. */
import { failed, succeeded } from '@sluice/platforms'
import { expect, test } from 'vitest'
import { goodBundle } from '../../testing/a-bundle.ts'
import { deployed } from '../../testing/a-shop.ts'
import { aWorld } from '../../testing/a-world.ts'

const production = { applicationName: 'storefront', deploymentGroupName: 'production' }
const oneAtATime = { deploymentConfigName: 'CodeDeployDefault.OneAtATime' }

async function brokenHost() {
  const world = await aWorld()
  await world.storefront(4)
  const deploy = async (version: string, more: object = {}) => {
    const revision = await world.upload(`storefront-${version}.tgz`, goodBundle(version))
    const { deploymentId } = await world.call('createDeployment', { ...production, revision, ...more })
    await world.settled()
    world.clock.advance(1000)
    return deploymentId
  }
  await deploy('1.0')
  world.script(({ targetId, event }) => (targetId === 'web-3' && event === 'ApplicationStart' ? failed() : succeeded))
  await deploy('1.1', oneAtATime)
  return { world, deploy }
}

test('hosts that failed last time come first in the plan and in the deployment, and the plan says why', async () => {
  const { world, deploy } = await brokenHost()
  const { plan, hosts } = await world.call('planDeployment', { ...production, ...oneAtATime })
  expect(plan.waves.map(({ targets }) => targets)).toEqual([['web-3'], ['web-1'], ['web-2'], ['web-4']])
  expect(plan.sentence).toContain(
    '1 host that failed last time comes first: it serves nobody, so trying it takes no other host out of service. It must succeed before any other host starts.',
  )
  expect(hosts.map((host) => [host.instanceName, host.instanceHealth, host.revisionHealth])).toEqual([
    ['web-3', 'Unhealthy', 'Unknown'],
    ['web-1', 'Healthy', 'Unknown'],
    ['web-2', 'Healthy', 'Unknown'],
    ['web-4', 'Healthy', 'Current'],
  ])
  world.script(() => succeeded)
  const deploymentId = await deploy('1.2', oneAtATime)
  const targets = await world.store.listTargets(deploymentId)
  expect(targets.map(({ targetId }) => targetId)).toEqual(['web-3', 'web-1', 'web-2', 'web-4'])
})

test('of a host that was stopped the plan says that it did not finish: nothing failed there', async () => {
  const world = await aWorld()
  await world.storefront(2)
  await deployed(world, '1.0')
  world.script(() => 'runs')
  const deploymentId = await deployed(world, '1.1', oneAtATime)
  const running = world.hosts.ran.filter((id) => id.startsWith(deploymentId))
  await world.call('stopDeployment', { deploymentId })
  world.script(() => succeeded)
  for (const id of running) await world.hosts.finish(id)
  await world.settled()
  const { plan } = await world.call('planDeployment', { ...production, ...oneAtATime })
  expect(plan.sentence).toContain('1 host that did not finish last time comes first')
})

test('a host of the group’s page of an instance stands as its last deployment left it', async () => {
  const { world } = await brokenHost()
  expect(await world.call('listInstanceGroups', { instanceName: 'web-3' })).toMatchObject({
    groups: [{ instanceHealth: 'Unhealthy', revisionHealth: 'Unknown' }],
  })
  expect(await world.call('listInstanceGroups', { instanceName: 'web-4' })).toMatchObject({
    groups: [{ instanceHealth: 'Healthy', revisionHealth: 'Current' }],
  })
})
