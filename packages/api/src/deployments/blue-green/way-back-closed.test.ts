/** When users may not go back by traffic, and when they may although something went wrong: one test a rule. */
import { isTerminal } from '@sluice/model'
import { succeeded } from '@sluice/platforms'
import { describe, expect, test } from 'vitest'
import { goodBundle } from '../../testing/a-bundle.ts'
import {
  aBlueGreenShop,
  begun,
  carriedThrough,
  fleet,
  infoOf,
  keepAlive,
  registered,
  rerouted,
  twoFleets,
} from '../../testing/a-blue-green-shop.ts'
import { look } from '../../testing/a-decision.ts'
import { aWorld, type World } from '../../testing/a-world.ts'

test('where no user was moved there is nothing to roll back', async () => {
  const world = await aWorld()
  await twoFleets(world)
  await carriedThrough(world, '1.0', { targetInstances: fleet('b') })
  const deploymentId = await begun(world, '1.1', undefined, { targetInstances: fleet('a') })
  await world.call('stopDeployment', { deploymentId })
  await world.settled()
  expect(await world.refused('rollBackDeployment', { deploymentId })).toMatchObject({
    code: 'NothingToRollBackTo',
    message: expect.stringContaining('No user was moved'),
  })
})

describe('users are never sent to a revision that nobody approved', () => {
  test('when a later deployment of the group was stopped after it had installed on the originals', async () => {
    const world = await aWorld()
    await twoFleets(world)
    const first = await carriedThrough(world, '1.0', { targetInstances: fleet('b') })
    expect((await look(world, first)).maySendBack).toEqual({ allowed: true })
    const second = await begun(world, '1.1', undefined, { targetInstances: fleet('a') })
    await world.call('stopDeployment', { deploymentId: second })
    await world.settled()
    const reason = `${second} has installed on a-1 since: the original hosts do not run any more what they ran.`
    expect((await look(world, first)).maySendBack).toEqual({ allowed: false, reason })
    expect(await world.refused('rollBackDeployment', { deploymentId: first })).toMatchObject({
      code: 'NothingToRollBackTo',
      message: expect.stringContaining(reason),
    })
    expect(await registered(world)).toEqual(['b-1: production', 'b-2: production'])
  })

  test('when another group deployed in place to kept originals, even while they are kept for going back', async () => {
    const world = await aWorld()
    await twoFleets(world)
    await world.call('createDeploymentGroup', {
      applicationName: 'storefront',
      deploymentGroupName: 'other',
      deploymentConfigName: 'CodeDeployDefault.AllAtOnce',
      onPremisesInstanceTagFilters: [{ Key: 'fleet', Value: 'a', Type: 'KEY_AND_VALUE' }],
    })
    const first = await carriedThrough(world, '1.0', { targetInstances: fleet('b') })
    const revision = await world.upload('storefront-2.0.tgz', goodBundle('2.0'))
    const other = { applicationName: 'storefront', deploymentGroupName: 'other', revision }
    const { deploymentId } = await world.call('createDeployment', other)
    await world.settled()
    expect((await look(world, first)).maySendBack).toMatchObject({
      allowed: false,
      reason: expect.stringContaining(`${deploymentId} has installed on a-`),
    })
  })

  test('nor by stopping the deployment that moved them while the originals are kept', async () => {
    const world = await aWorld()
    await aBlueGreenShop(world)
    await world.call('createDeploymentGroup', {
      applicationName: 'storefront',
      deploymentGroupName: 'other',
      deploymentConfigName: 'CodeDeployDefault.AllAtOnce',
      autoScalingGroups: ['web'],
    })
    await carriedThrough(world, '1.0')
    const second = await begun(world, '1.1')
    await rerouted(world, second)
    const original = (await world.store.list('instances', '')).find(({ instanceName }) => instanceName === 'local-1')
    await world.enrol('local-1', [...(original?.tags ?? []), { Key: 'env', Value: 'other' }])
    const current = { applicationName: 'storefront', currentDeploymentGroupName: 'other', autoScalingGroups: [] }
    const onPremisesInstanceTagFilters = [{ Key: 'env', Value: 'other', Type: 'KEY_AND_VALUE' as const }]
    await world.call('updateDeploymentGroup', { ...current, onPremisesInstanceTagFilters })
    const revision = await world.upload('storefront-2.0.tgz', goodBundle('2.0'))
    await world.call('createDeployment', { applicationName: 'storefront', deploymentGroupName: 'other', revision })
    await world.settled()
    const wish = { deploymentId: second, autoRollbackEnabled: true }
    expect(await world.refused('stopDeployment', wish)).toMatchObject({
      code: 'NothingToRollBackTo',
      message: expect.stringContaining('has installed on local-1 since'),
    })
    expect(await registered(world)).toEqual(['local-3: production', 'local-4: production'])
    await world.call('stopDeployment', { deploymentId: second })
  })

  test('but what was installed on other hosts closes no way', async () => {
    const world = await aWorld()
    await twoFleets(world)
    await world.enrol('c-1', [{ Key: 'fleet', Value: 'c' }])
    const first = await carriedThrough(world, '1.0', { targetInstances: fleet('b') })
    const second = await begun(world, '1.1', undefined, { targetInstances: fleet('c') })
    await world.call('stopDeployment', { deploymentId: second })
    await world.settled()
    expect((await look(world, first)).maySendBack).toEqual({ allowed: true })
  })
})

describe('a way back that was tried', () => {
  /** Local-1 has users again, local-2 is about to. */
  async function halfWayBack(world: World) {
    await aBlueGreenShop(world, { ...keepAlive, deploymentConfigName: 'CodeDeployDefault.OneAtATime' })
    await carriedThrough(world, '1.0')
    const second = await carriedThrough(world, '1.1')
    world.script(({ event, targetId }) =>
      event === 'BeforeAllowTraffic' && targetId === 'local-2' ? 'runs' : succeeded,
    )
    const { deploymentId: back } = await world.call('rollBackDeployment', { deploymentId: second })
    await world.settled()
    return { second, back }
  }

  async function stoppedHalfWay(world: World, back: string) {
    const answer = await world.call('stopDeployment', { deploymentId: back, autoRollbackEnabled: true })
    const running = world.hosts.ran.filter((id) => id.includes('/BeforeAllowTraffic/')).at(-1)
    if (running === undefined) throw new Error('nothing runs')
    world.script(() => succeeded)
    await world.hosts.finish(running)
    await world.settled()
    return answer
  }

  test('cannot be started twice while it runs, nor when it has succeeded', async () => {
    const world = await aWorld()
    const { second, back } = await halfWayBack(world)
    expect(await world.refused('rollBackDeployment', { deploymentId: second })).toMatchObject({
      code: 'NothingToRollBackTo',
      message: `${back} is taking it back already: wait for its end.`,
    })
    const running = world.hosts.ran.filter((id) => id.includes('/BeforeAllowTraffic/')).at(-1)
    world.script(() => succeeded)
    if (running !== undefined) await world.hosts.finish(running)
    await world.settled()
    expect((await infoOf(world, back)).status).toBe('Succeeded')
    expect(await world.refused('rollBackDeployment', { deploymentId: second })).toMatchObject({
      code: 'NothingToRollBackTo',
      message: expect.stringContaining(`Already rolled back by ${back}`),
    })
  })

  test('and was stopped half way promises nothing, and can be tried again', async () => {
    const world = await aWorld()
    const { second, back } = await halfWayBack(world)
    const { statusMessage } = await stoppedHalfWay(world, back)
    expect(statusMessage).toBe(
      'No further host is moved. The users stay where they are now, which may be on both fleets; when it has ended they can be sent back again.',
    )
    expect((await infoOf(world, back)).status).toBe('Stopped')
    expect(await registered(world)).toContain('local-3: production')
    expect((await look(world, second)).maySendBack).toEqual({ allowed: true })
    await world.call('rollBackDeployment', { deploymentId: second })
    await world.settled()
    expect(await registered(world)).toEqual(['local-1: production', 'local-2: production'])
  })
})

test('a rollback of what still runs is refused as its button is', async () => {
  const world = await aWorld()
  await aBlueGreenShop(world)
  await carriedThrough(world, '1.0')
  const second = await begun(world, '1.1')
  const { actions } = await infoOf(world, second)
  expect(await world.refused('rollBackDeployment', { deploymentId: second })).toMatchObject({
    code: 'NothingToRollBackTo',
    message: actions.rollBack.reason,
  })
})

test('the answer names no revision when users go back to originals of which nothing is known', async () => {
  const world = await aWorld()
  await twoFleets(world)
  const first = await carriedThrough(world, '1.0', { targetInstances: fleet('b') })
  const answer = await world.call('rollBackDeployment', { deploymentId: first })
  expect(Object.keys(answer)).toEqual(['deploymentId'])
})

test('originals that were to end and still live keep the way open', async () => {
  const world = await aWorld()
  await aBlueGreenShop(world, keepAlive)
  await carriedThrough(world, '1.0')
  const second = await carriedThrough(world, '1.1')
  const { blueGreen, ...rest } = await infoOf(world, second)
  if (blueGreen === undefined) throw new Error('not blue/green')
  const originals = { ...blueGreen.originals, terminatedAt: rest.createTime, notTerminated: 'nobody answered' }
  await world.store.commit({
    at: world.clock.now(),
    appended: [],
    snapshots: [],
    deployments: [{ ...rest, blueGreen: { ...blueGreen, originals } }],
    targets: [],
    directory: [],
    idempotency: [],
    audit: [],
  })
  expect((await look(world, second)).maySendBack).toEqual({ allowed: true })
})

test('of a deployment with too many after it the way is closed in a sentence of its own', async () => {
  const world = await aWorld()
  await aBlueGreenShop(world, keepAlive)
  await carriedThrough(world, '1.0')
  const second = await carriedThrough(world, '1.1')
  const row = await infoOf(world, second)
  const { blueGreen: _, ...inPlace } = row
  const later = Array.from({ length: 50 }, (__, at) => ({
    ...inPlace,
    deploymentId: `d-LATER${String(at).padStart(4, '0')}`,
    createTime: new Date(Date.parse(row.createTime) + 1000 + at).toISOString(),
  }))
  await world.store.commit({
    at: world.clock.now(),
    appended: [],
    snapshots: [],
    deployments: later,
    targets: [],
    directory: [],
    idempotency: [],
    audit: [],
  })
  expect((await look(world, second)).maySendBack).toEqual({
    allowed: false,
    reason: `Too many deployments came after ${second} to send its users back by traffic.`,
  })
})

test('the page of a deployment that lost its users shows the record and nothing of today', async () => {
  const world = await aWorld()
  await aBlueGreenShop(world, keepAlive)
  await carriedThrough(world, '1.0')
  const second = await carriedThrough(world, '1.1')
  expect((await look(world, second)).evidence).toBeDefined()
  const third = await begun(world, '1.2')
  await rerouted(world, third)
  expect(isTerminal((await infoOf(world, second)).status)).toBe(true)
  const old = await look(world, second)
  expect([old.evidence, old.sinceSwitch]).toEqual([undefined, undefined])
  expect(old.approvals[0]?.evidence).toBeDefined()
})
