/** What a host gets by joining a group is promised before, so what is said is held against what comes. */
import { succeeded } from '@sluice/platforms'
import { describe, expect, test } from 'vitest'
import { goodBundle } from '../../testing/a-bundle.ts'
import { production } from '../../testing/a-shop.ts'
import { aWorld, type World } from '../../testing/a-world.ts'

const toUpdate = { applicationName: 'storefront', currentDeploymentGroupName: 'production' }
const inProduction = [{ Key: 'env', Value: 'production' }]
const byNobody = 'Nothing is deployed by itself: it gets a revision with the next deployment there.'

async function started(world: World, version: string, more: object = {}): Promise<string> {
  const revision = await world.upload(`storefront-${version}.tgz`, goodBundle(version))
  const deploymentConfigName = 'CodeDeployDefault.AllAtOnce'
  const { deploymentId } = await world.call('createDeployment', {
    ...production,
    deploymentConfigName,
    revision,
    ...more,
  })
  await world.settled()
  world.clock.advance(1000)
  return deploymentId
}

async function shop(settings: object = {}): Promise<World> {
  const world = await aWorld()
  await world.storefront(2)
  await world.call('updateDeploymentGroup', { ...toUpdate, newHosts: 'automatic', ...settings })
  await started(world, '1.0')
  return world
}

const joining = async (world: World) => {
  const input = { newInstanceName: 'web-9', tagsToAdd: inProduction }
  return (await world.call('previewInstanceTags', input)).groups.map((group) => group.joining)
}

const runs = (world: World) => world.script(({ event }) => (event === 'ValidateService' ? 'runs' : succeeded))
async function ended(world: World, deploymentId: string): Promise<void> {
  const last = world.hosts.ran.filter((id) => id.startsWith(deploymentId) && id.includes('/ValidateService/'))
  world.script(() => succeeded)
  for (const id of last) await world.hosts.finish(id)
  await world.settled()
}
const unaskedOnes = async (world: World) =>
  (await world.call('listDeployments', { ...production, creators: ['autoscaling', 'CodeDeployAutoUpdate'] }))
    .deploymentsInfo

describe('what joining a group does is said before', () => {
  test('where it gets the last revision by itself, is offered it, or gets nothing', async () => {
    const world = await shop()
    expect(await joining(world)).toEqual([
      'It gets storefront-1.0 at once, without anybody, unless it runs it already.',
    ])
    await world.call('updateDeploymentGroup', { ...toUpdate, newHosts: 'offer' })
    expect(await joining(world)).toEqual(['Nothing is deployed by itself: the group offers it for catching up.'])
    await world.call('updateDeploymentGroup', { ...toUpdate, newHosts: 'off' })
    expect(await joining(world)).toEqual([byNobody])
  })

  test('while a deployment runs, where it is followed, and where its end is waited for', async () => {
    const world = await shop({ newHosts: 'off' })
    world.script(() => 'runs')
    const running = await started(world, '1.1')
    expect(await joining(world)).toEqual([
      `When ${running} has succeeded, a follow-on deployment brings storefront-1.1 to it, without anybody.`,
    ])
    await world.call('updateDeploymentGroup', {
      ...toUpdate,
      newHosts: 'automatic',
      outdatedInstancesStrategy: 'IGNORE',
    })
    expect(await joining(world)).toEqual([
      `When ${running} has ended, it gets the last revision that succeeded there, without anybody.`,
    ])
  })

  test('a deployment to a part of the group is not followed, and none is promised', async () => {
    const world = await shop({ newHosts: 'off', outdatedInstancesStrategy: 'UPDATE' })
    runs(world)
    const running = await started(world, '1.1', { onlyTargets: ['web-1'] })
    expect(await joining(world)).toEqual([byNobody])
    await world.call('updateDeploymentGroup', { ...toUpdate, newHosts: 'automatic' })
    const last = `When ${running} has ended, it gets the last revision that succeeded there, without anybody.`
    expect(await joining(world)).toEqual([last])
    await world.call('updateDeploymentGroup', { ...toUpdate, newHosts: 'off' })
    await world.enrol('web-9')
    await ended(world, running)
    expect(await unaskedOnes(world)).toEqual([])
  })

  test('nor is one that the group started by itself', async () => {
    const world = await shop({ newHosts: 'automatic', outdatedInstancesStrategy: 'UPDATE' })
    runs(world)
    await world.enrol('web-3')
    await world.settled()
    const [launch] = await unaskedOnes(world)
    await world.call('updateDeploymentGroup', { ...toUpdate, newHosts: 'off' })
    expect(await joining(world)).toEqual([byNobody])
    await world.enrol('web-9')
    await ended(world, launch?.deploymentId ?? '')
    expect(await unaskedOnes(world)).toMatchObject([{ deploymentId: launch?.deploymentId, status: 'Succeeded' }])
  })

  test('while the first deployment of a group runs, its revision is promised only for its success', async () => {
    const world = await aWorld()
    await world.storefront(2)
    await world.call('updateDeploymentGroup', {
      ...toUpdate,
      newHosts: 'automatic',
      outdatedInstancesStrategy: 'IGNORE',
    })
    runs(world)
    const running = await started(world, '1.0')
    const sentence = `When ${running} has succeeded, it gets storefront-1.0, without anybody.`
    expect(await joining(world)).toEqual([sentence])
  })

  test('where nothing has succeeded yet, nothing is deployed by itself', async () => {
    const world = await aWorld()
    await world.storefront(2)
    await world.call('updateDeploymentGroup', { ...toUpdate, newHosts: 'automatic' })
    expect(await joining(world)).toEqual([byNobody])
  })
})
