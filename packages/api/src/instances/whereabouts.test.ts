/** Where a host is: its groups, what is installed there, and the deployments that had it. */
import { failed, succeeded } from '@sluice/platforms'
import { describe, expect, test } from 'vitest'
import { deployedAtOnce, production } from '../testing/a-shop.ts'
import { aWorld } from '../testing/a-world.ts'

describe('the groups of a host', () => {
  test('say what is installed there and what the group runs', async () => {
    const world = await aWorld()
    await world.storefront(2)
    expect((await world.call('listInstanceGroups', { instanceName: 'web-1' })).groups).toEqual([
      {
        ...production,
        deploymentType: 'IN_PLACE',
        isTried: false,
        instanceHealth: 'Unhealthy',
        revisionHealth: 'Unknown',
        isChanging: false,
        isDrifting: false,
      },
    ])
    const deploymentId = await deployedAtOnce(world, '1.0')
    const { groups } = await world.call('listInstanceGroups', { instanceName: 'web-1' }, { role: 'viewer' })
    expect(groups).toMatchObject([
      {
        ...production,
        installed: { deploymentId, revisionName: expect.stringContaining('1.0') },
        runs: { deploymentId },
        last: { deploymentId, status: 'Succeeded', targetStatus: 'Succeeded' },
        isDrifting: false,
      },
    ])
  })

  test('a host that joined later has nothing there, and is behind', async () => {
    const world = await aWorld()
    await world.storefront(1)
    await deployedAtOnce(world, '1.0')
    await world.enrol('web-9')
    const [one] = (await world.call('listInstanceGroups', { instanceName: 'web-9' })).groups
    expect(one).toMatchObject({ ...production, isDrifting: true })
    expect(one).not.toHaveProperty('installed')
  })

  test('that a running deployment changes neither drifts nor is as it was: its end tells', async () => {
    const world = await aWorld()
    await world.storefront(2)
    await deployedAtOnce(world, '1.0')
    world.script(({ event }) => (event === 'ApplicationStart' ? 'runs' : succeeded))
    const running = await deployedAtOnce(world, '1.1', { onlyTargets: ['web-1'] })
    const of = async (instanceName: string) => (await world.call('listInstanceGroups', { instanceName })).groups
    expect(await of('web-1')).toMatchObject([
      { installed: { deploymentId: running }, isChanging: true, isDrifting: false },
    ])
    expect(await of('web-2')).toMatchObject([{ isChanging: false, isDrifting: false }])
  })

  test('a host that failed before Install keeps what was installed before', async () => {
    const world = await aWorld()
    await world.storefront(2)
    const before = await deployedAtOnce(world, '1.0')
    world.script(({ targetId, event }) => (targetId === 'web-1' && event === 'BeforeInstall' ? failed() : succeeded))
    world.clock.advance(1000)
    const after = await deployedAtOnce(world, '1.1')
    const [one] = (await world.call('listInstanceGroups', { instanceName: 'web-1' })).groups
    expect(one).toMatchObject({
      installed: { deploymentId: before },
      runs: { deploymentId: after },
      last: { deploymentId: after, status: 'Succeeded', targetStatus: 'Failed' },
      isDrifting: true,
    })
  })

  test('whoever is deregistered is in none', async () => {
    const world = await aWorld()
    await world.storefront(1)
    await world.call('deregisterOnPremisesInstance', { instanceName: 'web-1' })
    expect((await world.call('listInstanceGroups', { instanceName: 'web-1' })).groups).toEqual([])
  })
})

describe('the deployments of a host', () => {
  test('are those that had it, newest first, with how it went there', async () => {
    const world = await aWorld()
    await world.storefront(2)
    const first = await deployedAtOnce(world, '1.0')
    await world.enrol('web-3')
    const second = await deployedAtOnce(world, '1.1')
    const of = async (instanceName: string) =>
      (await world.call('listInstanceDeployments', { instanceName }, { role: 'viewer' })).deployments
    expect((await of('web-1')).map(({ deploymentId }) => deploymentId).toSorted()).toEqual([first, second].toSorted())
    expect(await of('web-3')).toMatchObject([
      { deploymentId: second, ...production, status: 'Succeeded', targetStatus: 'Succeeded', installed: true },
    ])
  })

  test('name the event that failed there', async () => {
    const world = await aWorld()
    await world.storefront(2)
    world.script(({ targetId, event }) => (targetId === 'web-1' && event === 'ValidateService' ? failed() : succeeded))
    await deployedAtOnce(world, '1.0')
    const { deployments } = await world.call('listInstanceDeployments', { instanceName: 'web-1' })
    expect(deployments).toMatchObject([{ targetStatus: 'Failed', failedEvent: 'ValidateService', installed: true }])
  })
})

test.each([
  ['InstanceNotRegisteredException', 'listInstanceGroups', { instanceName: 'web-9' }],
  ['InstanceNotRegisteredException', 'listInstanceDeployments', { instanceName: 'web-9' }],
  ['InvalidNextTokenException', 'listInstanceGroups', { instanceName: 'web-1', nextToken: 'made up' }],
  ['InvalidNextTokenException', 'listInstanceDeployments', { instanceName: 'web-1', nextToken: 'made up' }],
])('refuses with %s: %s', async (code, operation, input) => {
  const world = await aWorld()
  await world.enrol('web-1')
  expect(await world.refused(operation, input)).toMatchObject({ code })
})
