/** Blue/green deployments as people start, plan, stop and take them back. What happens in between is the engine's. */
import { describe, expect, test } from 'vitest'
import { goodBundle } from '../../testing/a-bundle.ts'
import {
  aBlueGreenShop,
  begun,
  blueGreen,
  carriedThrough,
  infoOf,
  registered,
  rerouted,
  stopAndTerminate,
} from '../../testing/a-blue-green-shop.ts'
import { aWorld, type World } from '../../testing/a-world.ts'

const keepAlive = {
  blueGreenDeploymentConfiguration: {
    ...stopAndTerminate,
    terminateBlueInstancesOnDeploymentSuccess: { action: 'KEEP_ALIVE', terminationWaitTimeInMinutes: 0 },
  },
}
const discover = {
  autoScalingGroups: [],
  onPremisesInstanceTagFilters: [{ Key: 'fleet', Value: 'a', Type: 'KEY_AND_VALUE' }],
  blueGreenDeploymentConfiguration: {
    ...keepAlive.blueGreenDeploymentConfiguration,
    greenFleetProvisioningOption: { action: 'DISCOVER_EXISTING' },
  },
}
const fleet = (Value: string) => ({ tagFilters: [{ Key: 'fleet', Value, Type: 'KEY_AND_VALUE' as const }] })

/** Two fleets that somebody made by hand. */
async function twoFleets(world: World, second = 2): Promise<void> {
  await aBlueGreenShop(world, discover)
  for (const name of ['a-1', 'a-2']) await world.enrol(name, [{ Key: 'fleet', Value: 'a' }])
  for (let at = 1; at <= second; at++) await world.enrol(`b-${at}`, [{ Key: 'fleet', Value: 'b' }])
}

async function matching(world: World): Promise<string[]> {
  return (await world.call('getDeploymentGroup', blueGreen)).deploymentGroupInfo.matchingInstances
}

describe('the fleets', () => {
  test('a first one is made as large as its scaling group says, a later one as large as what it replaces', async () => {
    const world = await aWorld()
    await aBlueGreenShop(world)
    const first = await carriedThrough(world, '1.0')
    expect((await infoOf(world, first)).status).toBe('Succeeded')
    const member = (await world.store.list('targetGroupMembers', ''))[0]
    if (member === undefined) throw new Error('nothing serves')
    await world.enrol('extra-1')
    const key = `${member.accountId}/web/extra-1`
    await world.write([{ collection: 'targetGroupMembers', key, put: { ...member, targetId: 'extra-1' } }])
    const second = await begun(world, '1.1')
    const { targetIds } = await world.call('listDeploymentTargets', { deploymentId: second })
    expect(targetIds).toEqual(['local-3', 'local-4', 'local-5', 'extra-1', 'local-1', 'local-2'])
  })

  test('what serves is what is replaced; originals that are kept leave the group', async () => {
    const world = await aWorld()
    await aBlueGreenShop(world, keepAlive)
    await carriedThrough(world, '1.0')
    expect(await matching(world)).toEqual(['local-1', 'local-2'])
    await carriedThrough(world, '1.1')
    expect(await matching(world)).toEqual(['local-3', 'local-4'])
    const { instanceNames } = await world.call('listOnPremisesInstances', {})
    expect(instanceNames).toHaveLength(4)
  })

  test('originals are ended when the group says so', async () => {
    const world = await aWorld()
    await aBlueGreenShop(world)
    await carriedThrough(world, '1.0')
    await carriedThrough(world, '1.1')
    expect(await registered(world)).toEqual(['local-3: production', 'local-4: production'])
    const { instanceNames } = await world.call('listOnPremisesInstances', { registrationStatus: 'Registered' })
    expect(instanceNames).toEqual(['local-3', 'local-4'])
  })

  test('found ones take over from those that the group matches', async () => {
    const world = await aWorld()
    await twoFleets(world)
    const deploymentId = await begun(world, '1.0', undefined, { targetInstances: fleet('b') })
    const labelled = async (label: string) =>
      (await world.call('listDeploymentTargets', { deploymentId, targetFilters: { ServerInstanceLabel: [label] } }))
        .targetIds
    expect(await labelled('Green')).toEqual(['b-1', 'b-2'])
    expect(await labelled('Blue')).toEqual(['a-1', 'a-2'])
    const targetFilters = { TargetStatus: ['Ready'] }
    expect((await world.call('listDeploymentTargets', { deploymentId, targetFilters })).targetIds).toEqual([
      'b-1',
      'b-2',
    ])
    expect(
      await world.refused('listDeploymentTargets', { deploymentId, targetFilters: { ServerInstanceLabel: ['Red'] } }),
    ).toMatchObject({ code: 'InvalidDeploymentInstanceTypeException' })
    await rerouted(world, deploymentId)
    expect(await matching(world)).toEqual(['b-1', 'b-2'])
  })

  test('names that another deployment is about to make are not given twice', async () => {
    const world = await aWorld()
    await aBlueGreenShop(world)
    await world.call('createTargetGroup', { name: 'second', loadBalancerName: 'edge', port: 8081 })
    const group = (await world.call('getDeploymentGroup', blueGreen)).deploymentGroupInfo
    await world.call('createDeploymentGroup', {
      ...blueGreen,
      deploymentGroupName: 'second',
      deploymentStyle: group.deploymentStyle,
      autoScalingGroups: ['web'],
      loadBalancerInfo: { targetGroupInfoList: [{ name: 'second' }] },
      ...(group.blueGreenDeploymentConfiguration && {
        blueGreenDeploymentConfiguration: group.blueGreenDeploymentConfiguration,
      }),
    })
    const revision = await world.upload('storefront-1.0.tgz')
    const ids = await Promise.all(
      [blueGreen, { ...blueGreen, deploymentGroupName: 'second' }].map((where) =>
        world.call('createDeployment', { ...where, revision }),
      ),
    )
    const names = await Promise.all(
      ids.map(({ deploymentId }) => world.call('listDeploymentTargets', { deploymentId })),
    )
    expect(names.map(({ targetIds }) => targetIds)).toEqual([
      ['local-1', 'local-2'],
      ['local-3', 'local-4'],
    ])
  })
})

describe('createDeployment refuses', () => {
  test.each([
    ['a found fleet that nobody named', undefined, /targetInstances is missing/],
    ['a fleet of no host', fleet('c'), /matches no registered host/],
    ['fleets that overlap, by the hosts’ names', fleet('a'), /a-1, a-2 serve now/],
  ])('%s', async (_, targetInstances, message) => {
    const world = await aWorld()
    await twoFleets(world)
    const revision = await world.upload('storefront-1.0.tgz')
    const input = { ...blueGreen, revision, ...(targetInstances && { targetInstances }) }
    for (const name of ['createDeployment', 'planDeployment'])
      expect(await world.refused(name, input)).toMatchObject({
        code: 'InvalidTargetInstancesException',
        message: expect.stringMatching(message),
        details: [{ field: 'targetInstances' }],
      })
  })

  test('targetInstances in place, and where the fleet is made', async () => {
    const world = await aWorld()
    await aBlueGreenShop(world)
    await world.call('createDeploymentGroup', { applicationName: 'storefront', deploymentGroupName: 'plain' })
    const revision = await world.upload('storefront-1.0.tgz')
    for (const deploymentGroupName of ['plain', 'storefront-bluegreen'])
      expect(
        await world.refused('createDeployment', {
          applicationName: 'storefront',
          deploymentGroupName,
          revision,
          targetInstances: fleet('a'),
        }),
      ).toMatchObject({ code: 'InvalidTargetInstancesException' })
  })

  test('a fleet that nobody can make here', async () => {
    const world = await aWorld()
    await aBlueGreenShop(world)
    world.ports.provisioner.isAvailable = false
    const revision = await world.upload('storefront-1.0.tgz')
    expect(await world.refused('createDeployment', { ...blueGreen, revision })).toMatchObject({
      code: 'InvalidBlueGreenDeploymentConfigurationException',
    })
  })
})

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
      /health check can never pass.*HTTP 404/,
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

describe('what runs in the group', () => {
  const runs = async (world: World) =>
    (await world.call('getDeploymentGroup', blueGreen)).deploymentGroupInfo.targetRevisionName

  test('changes when the traffic has moved, not when the originals end', async () => {
    const world = await aWorld()
    await aBlueGreenShop(world)
    await carriedThrough(world, '1.0')
    const second = await begun(world, '1.1')
    expect(await runs(world)).toBe('storefront-1.0')
    await rerouted(world, second)
    expect((await infoOf(world, second)).status).toBe('InProgress')
    expect(await runs(world)).toBe('storefront-1.1')
    const { revisionsInfo } = await world.call('listApplicationRevisions', { applicationName: 'storefront' })
    expect(revisionsInfo.find(({ name }) => name === 'storefront-1.1')?.runsIn).toEqual(['storefront-bluegreen'])
  })

  test('is the earlier revision again when the users were sent back', async () => {
    const world = await aWorld()
    await aBlueGreenShop(world)
    await carriedThrough(world, '1.0')
    const second = await begun(world, '1.1')
    await rerouted(world, second)
    const answer = await world.call('stopDeployment', { deploymentId: second, autoRollbackEnabled: true })
    expect(answer).toEqual({
      status: 'Succeeded',
      statusMessage: 'The deployment is stopped, and the users are being sent back to the original fleet.',
    })
    await world.settled()
    expect(await runs(world)).toBe('storefront-1.0')
    expect(await registered(world)).toEqual(['local-1: production', 'local-2: production'])
    const { rollbackInfo } = await infoOf(world, second)
    expect(await infoOf(world, rollbackInfo?.rollbackDeploymentId ?? '')).toMatchObject({
      status: 'Succeeded',
      blueGreen: { kind: 'trafficBack' },
    })
  })
})

describe('stopDeployment', () => {
  test('while it waits for the reroute leaves the users where they are and ends what was made', async () => {
    const world = await aWorld()
    await aBlueGreenShop(world)
    await carriedThrough(world, '1.0')
    const second = await begun(world, '1.1')
    expect(await world.call('stopDeployment', { deploymentId: second })).toEqual({
      status: 'Pending',
      statusMessage:
        'No traffic moves: the users stay on the original fleet, and the replacement hosts are being ended.',
    })
    await world.settled()
    expect((await infoOf(world, second)).status).toBe('Stopped')
    expect(await registered(world)).toEqual(['local-1: production', 'local-2: production'])
    expect((await world.call('listOnPremisesInstances', { registrationStatus: 'Registered' })).instanceNames).toEqual([
      'local-1',
      'local-2',
    ])
  })

  test('after the switch keeps the users on the replacement unless they are asked back', async () => {
    const world = await aWorld()
    await aBlueGreenShop(world)
    await carriedThrough(world, '1.0')
    const second = await begun(world, '1.1')
    await rerouted(world, second)
    const { statusMessage } = await world.call('stopDeployment', { deploymentId: second })
    expect(statusMessage).toContain('stay on the replacement fleet')
    expect(await registered(world)).toEqual(['local-3: production', 'local-4: production'])
  })
})

describe('rollBackDeployment', () => {
  test('goes back by traffic while the originals live: nothing is installed', async () => {
    const world = await aWorld()
    await aBlueGreenShop(world, keepAlive)
    await carriedThrough(world, '1.0')
    const second = await carriedThrough(world, '1.1')
    expect((await infoOf(world, second)).status).toBe('Succeeded')
    const before = world.hosts.ran.length
    const { deploymentId, revisionName } = await world.call('rollBackDeployment', { deploymentId: second })
    await world.settled()
    expect(revisionName).toBe('storefront-1.0')
    expect(await infoOf(world, deploymentId)).toMatchObject({
      status: 'Succeeded',
      revisionName: 'storefront-1.0',
      blueGreen: { kind: 'trafficBack' },
      rollbackInfo: { rollbackTriggeringDeploymentId: second },
    })
    expect((await infoOf(world, second)).rollbackInfo).toMatchObject({ rollbackDeploymentId: deploymentId })
    expect(world.hosts.ran.slice(before).filter((id) => id.includes('/Install/'))).toEqual([])
    expect(await matching(world)).toEqual(['local-1', 'local-2'])
    const approval = await world.call('getApproval', { deploymentId: second })
    expect(approval.lastWayBackSeconds).toBe(0)
    expect(approval.maySendBack).toMatchObject({ allowed: false, reason: expect.stringContaining(deploymentId) })
  })

  test('deploys the earlier revision to a new fleet when the originals were ended', async () => {
    const world = await aWorld()
    await aBlueGreenShop(world)
    await carriedThrough(world, '1.0')
    const second = await carriedThrough(world, '1.1')
    const { deploymentId } = await world.call('rollBackDeployment', { deploymentId: second })
    await world.settled()
    expect(await infoOf(world, deploymentId)).toMatchObject({
      status: 'Ready',
      revisionName: 'storefront-1.0',
      blueGreen: { kind: 'forward', original: { total: 2 }, replacement: { total: 2 } },
    })
  })

  test('of an older deployment does not give away what a newer one moved', async () => {
    const world = await aWorld()
    await aBlueGreenShop(world, keepAlive)
    await carriedThrough(world, '1.0')
    const second = await carriedThrough(world, '1.1')
    await carriedThrough(world, '1.2')
    const { deploymentId } = await world.call('rollBackDeployment', { deploymentId: second })
    await world.settled()
    expect((await infoOf(world, deploymentId)).blueGreen).toMatchObject({ kind: 'forward' })
  })

  test('names the way out where nobody can make a fleet and the originals are gone', async () => {
    const world = await aWorld()
    await twoFleets(world)
    await carriedThrough(world, '1.0', { targetInstances: fleet('b') })
    const second = await carriedThrough(world, '1.1', { targetInstances: fleet('a') })
    await world.call('deregisterOnPremisesInstance', { instanceName: 'b-1' })
    expect(await world.refused('rollBackDeployment', { deploymentId: second })).toMatchObject({
      code: 'NothingToRollBackTo',
      message:
        'Not all original hosts are there any more: b-1. This group has no replacement hosts of its own: deploy storefront-1.0 with createDeployment, and name the hosts in targetInstances.',
    })
  })

  test('of the very first fleet has nowhere to go', async () => {
    const world = await aWorld()
    await aBlueGreenShop(world)
    const first = await carriedThrough(world, '1.0')
    expect(await world.refused('rollBackDeployment', { deploymentId: first })).toMatchObject({
      code: 'NothingToRollBackTo',
      message: expect.stringContaining('There were no original hosts.'),
    })
  })

  test('sends users back to originals that no deployment ever touched', async () => {
    const world = await aWorld()
    await twoFleets(world)
    const first = await carriedThrough(world, '1.0', { targetInstances: fleet('b') })
    const { deploymentId } = await world.call('rollBackDeployment', { deploymentId: first })
    await world.settled()
    expect((await infoOf(world, deploymentId)).blueGreen).toMatchObject({ kind: 'trafficBack' })
    expect(await registered(world)).toEqual(['a-1: production', 'a-2: production'])
  })
})

test('its events are told in sentences with the names of both fleets’ events', async () => {
  const world = await aWorld()
  await aBlueGreenShop(world)
  await carriedThrough(world, '1.0')
  const deploymentId = await carriedThrough(world, '1.1')
  const { events } = await world.call('listDeploymentEvents', { deploymentId })
  const texts = events.map(({ text }) => text)
  expect(texts).toContain('Dana approved the reroute: looks good.')
  expect(texts).toContain('local-3: AllowTraffic succeeded.')
  expect(texts).toContain('local-1: BlockTraffic succeeded.')
  expect(texts).toContain('All traffic has moved.')
  expect(texts).toContain('The original fleet is being ended.')
})
