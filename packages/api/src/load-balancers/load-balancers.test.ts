import { describe, expect, test } from 'vitest'
import { aBlueGreenShop, begun, behindABalancer, carriedThrough } from '../testing/a-blue-green-shop.ts'
import { aWorld } from '../testing/a-world.ts'

const edge = { name: 'edge', kind: 'embedded', listeners: { production: 4680, test: 4681 } } as const

describe('createLoadBalancer', () => {
  test('fills in a health check and a drain of half a minute', async () => {
    const world = await aWorld()
    await world.call('createLoadBalancer', { name: 'plain', kind: 'embedded', listeners: { production: 4700 } })
    const { loadBalancer } = await world.call('getLoadBalancer', { name: 'plain' })
    expect(loadBalancer).toMatchObject({
      drainSeconds: 30,
      healthCheck: { path: '/', matcher: '200-299' },
      createdBy: 'Dana',
    })
  })

  test.each([
    ['LoadBalancerAlreadyExists', edge],
    ['InvalidLoadBalancerInfoException', { ...edge, name: 'other', kind: 'haproxy' }],
    ['InvalidLoadBalancerInfoException', { ...edge, name: 'other', kind: 'carrier-pigeon' }],
    ['InvalidLoadBalancerInfoException', { ...edge, name: 'other', listeners: { production: 4681 } }],
    ['InvalidLoadBalancerInfoException', { ...edge, name: 'other', listeners: { production: 4600 } }],
    ['InvalidLoadBalancerInfoException', { ...edge, name: 'other', listeners: { production: 5000, test: 5000 } }],
    ['InvalidLoadBalancerInfoException', { ...edge, name: 'other', healthCheck: { path: 'health' } }],
  ])('refuses with %s: %j', async (code, input) => {
    const world = await aWorld()
    await world.call('createLoadBalancer', edge)
    expect(await world.refused('createLoadBalancer', input)).toMatchObject({ code })
    expect((await world.call('listLoadBalancers', {})).loadBalancers).toHaveLength(1)
  })
})

test.each([
  ['TargetGroupAlreadyExists', { name: 'web' }],
  ['LoadBalancerDoesNotExist', { name: 'other', loadBalancerName: 'nothing' }],
])('createTargetGroup refuses with %s', async (code, over) => {
  const world = await aWorld()
  await behindABalancer(world)
  const input = { loadBalancerName: 'edge', port: 8080, ...over }
  expect(await world.refused('createTargetGroup', input)).toMatchObject({ code })
})

test('createScalingGroup refuses a name that is taken', async () => {
  const world = await aWorld()
  await behindABalancer(world)
  const again = { name: 'web', desiredCapacity: 1 }
  expect(await world.refused('createScalingGroup', again)).toMatchObject({ code: 'ScalingGroupAlreadyExists' })
})

test('a scaling group has the hosts that deployments made as its copies', async () => {
  const world = await aWorld()
  await aBlueGreenShop(world)
  await carriedThrough(world, '1.0')
  expect((await world.call('listScalingGroups', {})).scalingGroups).toMatchObject([
    { name: 'web', desiredCapacity: 2, instances: ['local-1', 'local-2'] },
  ])
})

test('a load balancer shows who is registered, how they do and why', async () => {
  const world = await aWorld()
  await aBlueGreenShop(world)
  await carriedThrough(world, '1.0')
  world.traffic.sick.set('local-2', 'HTTP 503 from /health')
  expect(await world.call('getLoadBalancer', { name: 'edge' }, { role: 'viewer' })).toMatchObject({
    listeners: [
      { kind: 'production', port: 4680 },
      { kind: 'test', port: 4681 },
    ],
    targetGroups: [
      {
        name: 'web',
        members: [
          { targetId: 'local-1', traffic: 'production', health: { state: 'healthy' }, open: 0 },
          { targetId: 'local-2', health: { state: 'unhealthy', reason: 'HTTP 503 from /health' } },
        ],
      },
    ],
  })
  expect((await world.call('listLoadBalancers', {})).loadBalancers).toMatchObject([{ registered: 2, healthy: 1 }])
})

test('a load balancer that is not reached says so, and who is registered all the same', async () => {
  const world = await aWorld()
  await aBlueGreenShop(world)
  await carriedThrough(world, '1.0')
  world.traffic.troubles.set('edge', 'nobody answers')
  const { trouble, targetGroups, listeners } = await world.call('getLoadBalancer', { name: 'edge' })
  expect({ trouble, listeners }).toEqual({ trouble: 'nobody answers', listeners: [] })
  expect(targetGroups[0]?.members.map(({ targetId, health }) => [targetId, health])).toEqual([
    ['local-1', undefined],
    ['local-2', undefined],
  ])
})

test('measures are asked of the listener that a member has its requests from', async () => {
  const world = await aWorld()
  await aBlueGreenShop(world)
  await carriedThrough(world, '1.0')
  await begun(world, '1.1')
  world.traffic.measured.length = 0
  await world.call('getLoadBalancer', { name: 'edge' })
  expect(world.traffic.measured.map(({ targetIds, listener }) => [...targetIds, listener])).toEqual([
    ['local-1', 'production'],
    ['local-2', 'production'],
    ['local-3', 'test'],
    ['local-4', 'test'],
  ])
})

test.each(['getLoadBalancer'])('%s refuses what is not there', async (name) => {
  const world = await aWorld()
  expect(await world.refused(name, { name: 'nothing' })).toMatchObject({ code: 'LoadBalancerDoesNotExist' })
})

describe('deleteLoadBalancer', () => {
  test('is refused while a deployment group uses it, and names the group', async () => {
    const world = await aWorld()
    await aBlueGreenShop(world)
    expect(await world.refused('deleteLoadBalancer', { name: 'edge' })).toMatchObject({
      code: 'InvalidLoadBalancerInfoException',
      message: expect.stringContaining('storefront/storefront-bluegreen'),
    })
  })

  test('takes its target groups and registrations with it, and again is done already', async () => {
    const world = await aWorld()
    await aBlueGreenShop(world)
    await carriedThrough(world, '1.0')
    await world.call('deleteDeploymentGroup', {
      applicationName: 'storefront',
      deploymentGroupName: 'storefront-bluegreen',
    })
    await world.call('deleteLoadBalancer', { name: 'edge' })
    await world.call('deleteLoadBalancer', { name: 'edge' })
    for (const collection of ['loadBalancers', 'targetGroups', 'targetGroupMembers'] as const)
      expect(await world.store.list(collection, '')).toEqual([])
  })
})

test('a host that is deregistered is registered at no balancer any more', async () => {
  const world = await aWorld()
  await aBlueGreenShop(world)
  await carriedThrough(world, '1.0')
  await world.call('deregisterOnPremisesInstance', { instanceName: 'local-1' })
  const members = await world.store.list('targetGroupMembers', '')
  expect(members.map(({ targetId }) => targetId)).toEqual(['local-2'])
})
