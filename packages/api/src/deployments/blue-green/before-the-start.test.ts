/** What is known of a blue/green deployment before it starts: its plan, and why it could not succeed. */
import { describe, expect, test } from 'vitest'
import { goodBundle } from '../../testing/a-bundle.ts'
import {
  aBlueGreenShop,
  begun,
  blueGreen,
  carriedThrough,
  fleet,
  infoOf,
  twoFleets,
} from '../../testing/a-blue-green-shop.ts'
import { aWorld, type World } from '../../testing/a-world.ts'

describe('before the start it is found', () => {
  async function serving(world: World) {
    await aBlueGreenShop(world)
    await carriedThrough(world, '1.0')
    return world.upload('storefront-1.1.tgz', goodBundle('1.1'))
  }

  test.each([
    [
      'that the health check can never pass',
      ({ traffic }: World) => ['local-1', 'local-2'].forEach((name) => traffic.sick.set(name, 'HTTP 404 from /health')),
      /health check of edge can never pass.*of web.*HTTP 404.*updateLoadBalancer/,
    ],
    [
      'that the balancer is not reached',
      ({ traffic }: World) => traffic.troubles.set('edge', 'nobody answers.'),
      /edge cannot be asked: nobody answers\. See/,
    ],
    [
      'that the production port is taken',
      ({ traffic }: World) => traffic.deaf.set('edge', 'port 4680 is in use'),
      /does not listen: port 4680 is in use/,
    ],
  ])('%s', async (_, spoil, message) => {
    const world = await aWorld()
    const revision = await serving(world)
    spoil(world)
    const { plan } = await world.call('planDeployment', { ...blueGreen, revision })
    expect(plan.failsAtOnce).toMatchObject({
      code: 'ELASTIC_LOAD_BALANCING_INVALID',
      message: expect.stringMatching(message),
    })
    expect(await world.refused('createDeployment', { ...blueGreen, revision })).toMatchObject({
      code: 'InvalidLoadBalancerInfoException',
      message: plan.failsAtOnce?.message,
    })
  })

  test('that originals would be ended which nobody provisioned', async () => {
    const world = await aWorld()
    const revision = await serving(world)
    const [member] = await world.store.list('targetGroupMembers', '')
    if (member === undefined) throw new Error('nothing serves')
    await world.enrol('extra-1')
    const key = `${member.accountId}/web/extra-1`
    await world.write([{ collection: 'targetGroupMembers', key, put: { ...member, targetId: 'extra-1' } }])
    for (const name of ['createDeployment', 'planDeployment'])
      expect(await world.refused(name, { ...blueGreen, revision })).toMatchObject({
        code: 'InvalidBlueGreenDeploymentConfigurationException',
        message: expect.stringMatching(/^extra-1 serves now and is of no scaling group/),
      })
  })

  test.each([
    ['one host is well', ['local-1'], 'HTTP 404 from /health'],
    ['the application is broken, which this may mend', ['local-1', 'local-2'], 'HTTP 500 from /health'],
    ['nothing listens there now', ['local-1', 'local-2'], 'connection refused'],
  ])('not when %s', async (_, names, reason) => {
    const world = await aWorld()
    const revision = await serving(world)
    names.forEach((name) => world.traffic.sick.set(name, reason))
    expect((await world.call('planDeployment', { ...blueGreen, revision })).plan.failsAtOnce).toBeUndefined()
    await world.call('createDeployment', { ...blueGreen, revision })
  })
})

describe('planDeployment', () => {
  test('shows both fleets and every step in a sentence', async () => {
    const world = await aWorld()
    await aBlueGreenShop(world)
    await carriedThrough(world, '1.0')
    const planned = await world.call('planDeployment', blueGreen)
    expect(planned.blueGreen).toEqual({
      original: ['local-1', 'local-2'],
      replacement: ['local-3', 'local-4'],
      steps: [
        '2 replacement hosts are made as a copy of the scaling group web.',
        'The revision is installed on 2 replacement hosts. Users notice nothing.',
        'It waits until somebody continues, at most 1 hour. If nobody does, it stops, and users stay where they are.',
        'All users are moved to the replacement fleet, then the original hosts are taken out of traffic when their connections have drained.',
        '2 original hosts are ended 5 minutes after the switch; until then users can be sent back.',
      ],
    })
    expect(
      planned.hosts.map(({ instanceName, instanceLabel, isProvisioned }) => [
        instanceName,
        instanceLabel,
        isProvisioned,
      ]),
    ).toEqual([
      ['local-3', 'Green', true],
      ['local-4', 'Green', true],
      ['local-1', 'Blue', undefined],
      ['local-2', 'Blue', undefined],
    ])
    expect(planned.plan).toMatchObject({ total: 2 })
    expect(planned.plan.lifecycleEvents).toHaveLength(13)
    expect(planned.warnings).toEqual([])
  })

  test('warns of a replacement of another size', async () => {
    const world = await aWorld()
    await twoFleets(world, 1)
    const { warnings } = await world.call('planDeployment', { ...blueGreen, targetInstances: fleet('b') })
    expect(warnings).toContain('The replacement fleet is smaller than the original one: 1 host instead of 2.')
    await begun(world, '1.0', undefined, { targetInstances: fleet('b') })
  })

  test('in place with a balancer has the thirteen events in their order', async () => {
    const world = await aWorld()
    await aBlueGreenShop(world)
    await world.call('createTargetGroup', { name: 'other', loadBalancerName: 'edge', port: 8080 })
    const group = { applicationName: 'storefront', deploymentGroupName: 'rolling' }
    await world.call('createDeploymentGroup', {
      ...group,
      deploymentStyle: { deploymentType: 'IN_PLACE', deploymentOption: 'WITH_TRAFFIC_CONTROL' },
      loadBalancerInfo: { targetGroupInfoList: [{ name: 'other' }] },
      onPremisesInstanceTagFilters: [{ Key: 'env', Value: 'production', Type: 'KEY_AND_VALUE' }],
    })
    await world.enrol('web-1')
    const { plan } = await world.call('planDeployment', group)
    expect([plan.lifecycleEvents[0], plan.lifecycleEvents.at(-1), plan.lifecycleEvents.length]).toEqual([
      'BeforeBlockTraffic',
      'AfterAllowTraffic',
      13,
    ])
    const revision = await world.upload('storefront-1.0.tgz')
    const { deploymentId } = await world.call('createDeployment', { ...group, revision })
    await world.settled()
    const { status, targetGroupNames, lifecycleEvents } = await infoOf(world, deploymentId)
    expect({ status, targetGroupNames, lifecycleEvents }).toEqual({
      status: 'Succeeded',
      targetGroupNames: ['other'],
      lifecycleEvents: plan.lifecycleEvents,
    })
  })
})
