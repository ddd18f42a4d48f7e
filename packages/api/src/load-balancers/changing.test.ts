/** Changing and deleting load balancers that are used, and what looking at a large one costs. */
import { directoryKeys } from '@sluice/store'
import { firstAccountId } from '@sluice/model'
import { describe, expect, test } from 'vitest'
import { goodBundle } from '../testing/a-bundle.ts'
import { aBlueGreenShop, begun, behindABalancer, blueGreen, carriedThrough } from '../testing/a-blue-green-shop.ts'
import { aWorld } from '../testing/a-world.ts'

describe('updateLoadBalancer', () => {
  test('changes what is named and nothing else', async () => {
    const world = await aWorld()
    await behindABalancer(world)
    const before = (await world.call('getLoadBalancer', { name: 'edge' })).loadBalancer
    await world.call('updateLoadBalancer', { name: 'edge', healthCheck: { matcher: '200,404' } })
    await world.call('updateLoadBalancer', { name: 'edge', drainSeconds: 5 })
    const { loadBalancer } = await world.call('getLoadBalancer', { name: 'edge' })
    expect(loadBalancer).toEqual({
      ...before,
      drainSeconds: 5,
      healthCheck: { ...before.healthCheck, matcher: '200,404' },
    })
  })

  test.each([
    ['LoadBalancerDoesNotExist', { name: 'nothing', drainSeconds: 5 }],
    ['InvalidLoadBalancerInfoException', { name: 'edge', healthCheck: { path: 'health' } }],
    ['InvalidLoadBalancerInfoException', { name: 'edge', healthCheck: { port: 80 } }],
    ['InvalidInputException', { name: 'edge', drainSeconds: -1 }],
  ])('refuses with %s: %j', async (code, input) => {
    const world = await aWorld()
    await behindABalancer(world)
    expect(await world.refused('updateLoadBalancer', input)).toMatchObject({ code })
  })

  test.each([
    ['an administrator', { healthCheck: { matcher: '200-404' } }],
    ['an administrator', { healthCheck: { path: '/well' } }],
  ])('by %s makes a deployment possible that the health check forbade: %j', async (_, change) => {
    const world = await aWorld()
    await aBlueGreenShop(world)
    await carriedThrough(world, '1.0')
    for (const name of ['local-1', 'local-2']) world.traffic.sick.set(name, 'HTTP 404 from /health')
    const revision = await world.upload('storefront-1.1.tgz', goodBundle('1.1'))
    expect(await world.refused('createDeployment', { ...blueGreen, revision })).toMatchObject({
      message: expect.stringContaining('with updateLoadBalancer'),
      details: [{ field: 'deploymentGroupName' }],
    })
    await world.call('updateLoadBalancer', { name: 'edge', ...change })
    await world.call('createDeployment', { ...blueGreen, revision })
  })
})

describe('deleteLoadBalancer', () => {
  test('is refused while a deployment moves users there, whatever its group says now', async () => {
    const world = await aWorld()
    await aBlueGreenShop(world)
    const deploymentId = await begun(world, '1.0')
    const key = directoryKeys.group(firstAccountId, 'storefront', 'storefront-bluegreen')
    await world.write([{ collection: 'deploymentGroups', key, remove: true }])
    expect(await world.refused('deleteLoadBalancer', { name: 'edge' })).toMatchObject({
      code: 'DeploymentGroupBusy',
      message: expect.stringContaining(deploymentId),
      details: [{ field: 'name' }],
    })
    expect(await world.store.list('targetGroups', '')).toHaveLength(1)
  })

  test('names its field when a deployment group uses it', async () => {
    const world = await aWorld()
    await aBlueGreenShop(world)
    expect(await world.refused('deleteLoadBalancer', { name: 'edge' })).toMatchObject({ details: [{ field: 'name' }] })
  })
})

test('of a large target group the first fifty members are measured, and all are shown', async () => {
  const world = await aWorld()
  await behindABalancer(world)
  const member = { accountId: firstAccountId, targetGroupName: 'web', address: '192.0.2.7', port: 8080, weight: 1 }
  await world.write(
    Array.from({ length: 60 }, (_, at) => ({
      collection: 'targetGroupMembers' as const,
      key: directoryKeys.member(firstAccountId, 'web', `web-${at + 1}`),
      put: { ...member, targetId: `web-${at + 1}`, traffic: 'production' as const },
    })),
  )
  const { targetGroups } = await world.call('getLoadBalancer', { name: 'edge' })
  const members = targetGroups[0]?.members ?? []
  expect(members.map(({ measured }) => measured !== undefined)).toEqual([
    ...Array.from({ length: 50 }, () => true),
    ...Array.from({ length: 10 }, () => false),
  ])
  expect(members.every(({ health }) => health?.state === 'healthy')).toBe(true)
  expect(world.traffic.measured).toHaveLength(50)
})
