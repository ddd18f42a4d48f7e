/** Stopping, going back, and what is said to run in the group meanwhile. */
import { succeeded } from '@sluice/platforms'
import { describe, expect, test } from 'vitest'
import {
  aBlueGreenShop,
  begun,
  blueGreen,
  carriedThrough,
  fleet,
  infoOf,
  keepAlive,
  matching,
  registered,
  rerouted,
  twoFleets,
} from '../../testing/a-blue-green-shop.ts'
import { aWorld, type World } from '../../testing/a-world.ts'

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

  test('gathers users whom a stop left on both fleets', async () => {
    const world = await aWorld()
    await aBlueGreenShop(world, { ...keepAlive, deploymentConfigName: 'CodeDeployDefault.OneAtATime' })
    await carriedThrough(world, '1.0')
    const second = await begun(world, '1.1')
    world.script(({ event }) => (event === 'BeforeAllowTraffic' ? 'runs' : succeeded))
    await rerouted(world, second)
    const running = world.hosts.ran.filter((id) => id.includes('/BeforeAllowTraffic/')).at(-1)
    if (running === undefined) throw new Error('no reroute began')
    world.script(() => succeeded)
    await world.call('holdDeployment', { deploymentId: second })
    await world.hosts.finish(running)
    await world.settled()
    await world.call('stopDeployment', { deploymentId: second })
    await world.settled()
    expect(await registered(world)).toContain('local-3: production')
    expect((await infoOf(world, second)).status).toBe('Stopped')
    const { deploymentId } = await world.call('rollBackDeployment', { deploymentId: second })
    await world.settled()
    expect((await infoOf(world, deploymentId)).blueGreen).toMatchObject({ kind: 'trafficBack' })
    expect((await registered(world)).filter((row) => row.endsWith('production'))).toEqual([
      'local-1: production',
      'local-2: production',
    ])
  })

  test('of the very first fleet has nowhere to go', async () => {
    const world = await aWorld()
    await aBlueGreenShop(world)
    const first = await carriedThrough(world, '1.0')
    expect(await world.refused('rollBackDeployment', { deploymentId: first })).toMatchObject({
      code: 'NothingToRollBackTo',
      message: expect.stringContaining('there is nothing to go back to'),
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
    const { deploymentGroupInfo } = await world.call('getDeploymentGroup', blueGreen)
    expect(deploymentGroupInfo.targetRevisionName).toBeUndefined()
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
