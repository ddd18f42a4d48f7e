/** What runs on each host of a group: who runs what, and who drifts. */
import { failed, succeeded } from '@sluice/platforms'
import { describe, expect, test } from 'vitest'
import { aBlueGreenShop, blueGreen, carriedThrough } from '../testing/a-blue-green-shop.ts'
import { deployed, production, shop } from '../testing/a-shop.ts'
import { aWorld, type World } from '../testing/a-world.ts'

const oneAtATime = 'CodeDeployDefault.OneAtATime'

const failsOn = (world: World, host: string) =>
  world.script(({ targetId, event }) => (targetId === host && event === 'ApplicationStart' ? failed() : succeeded))

describe('the hosts of a group', () => {
  test('all run what succeeded last', async () => {
    const world = await shop(3)
    await deployed(world, '1.0')
    const deploymentId = await deployed(world, '1.1')
    const answer = await world.call('listGroupInstances', production, { role: 'viewer' })
    expect(answer).toMatchObject({
      total: 3,
      current: { revisionName: 'storefront-1.1', deploymentId, status: 'Succeeded' },
      spread: [{ revisionName: 'storefront-1.1', deploymentId, isCurrent: true, count: 3 }],
    })
    expect(
      answer.instances.map(({ instanceName, runs, isDrifting }) => [instanceName, runs?.revisionName, isDrifting]),
    ).toEqual([
      ['web-1', 'storefront-1.1', false],
      ['web-2', 'storefront-1.1', false],
      ['web-3', 'storefront-1.1', false],
    ])
  })

  test('that came after the last deployment drift: nothing runs there', async () => {
    const world = await shop(2)
    await deployed(world, '1.0')
    await world.enrol('web-9')
    const answer = await world.call('listGroupInstances', production)
    expect(answer).toMatchObject({ total: 3, instances: [{}, {}, { instanceName: 'web-9', isDrifting: true }] })
    expect(answer.instances[2]?.runs).toBeUndefined()
    expect(answer.spread).toEqual([
      expect.objectContaining({ revisionName: 'storefront-1.0', count: 2 }),
      { isCurrent: false, count: 1 },
    ])
  })

  test('drift from nothing where nothing was ever deployed', async () => {
    const world = await shop(2)
    expect(await world.call('listGroupInstances', production)).toMatchObject({
      total: 2,
      instances: [{ isDrifting: false }, { isDrifting: false }],
      spread: [{ isCurrent: false, count: 2 }],
    })
  })

  test('on which the last deployment ended part way say so, and what ran before', async () => {
    const world = await shop(3)
    await world.call('updateDeploymentGroup', {
      applicationName: 'storefront',
      currentDeploymentGroupName: 'production',
      deploymentConfigName: oneAtATime,
    })
    await deployed(world, '1.0')
    failsOn(world, 'web-2')
    const second = await deployed(world, '1.1')
    const { instances, spread } = await world.call('listGroupInstances', production)
    expect(instances).toMatchObject([
      { instanceName: 'web-1', runs: { revisionName: 'storefront-1.1' }, isDrifting: true },
      {
        instanceName: 'web-2',
        runs: { revisionName: 'storefront-1.0' },
        partWay: { deploymentId: second, revisionName: 'storefront-1.1', status: 'Failed' },
        isDrifting: true,
      },
      { instanceName: 'web-3', runs: { revisionName: 'storefront-1.0' }, isDrifting: false },
    ])
    expect(instances[2]?.partWay).toBeUndefined()
    expect(spread.map(({ revisionName, partOf, isCurrent }) => [revisionName, partOf, isCurrent])).toEqual([
      ['storefront-1.1', undefined, false],
      ['storefront-1.0', 'storefront-1.1', false],
      ['storefront-1.0', undefined, true],
    ])
  })

  test('stand by their last attempt and by what is installed, and are counted so', async () => {
    const world = await shop(3)
    await deployed(world, '1.0')
    await world.enrol('web-9')
    failsOn(world, 'web-2')
    await world.call('updateDeploymentGroup', {
      applicationName: 'storefront',
      currentDeploymentGroupName: 'production',
      deploymentConfigName: oneAtATime,
    })
    await deployed(world, '1.1')
    const { instances, health } = await world.call('listGroupInstances', production)
    expect(
      instances.map((row) => [row.instanceName, row.instanceHealth, row.revisionHealth]),
      'the new host is taken first, then web-1, then web-2 fails',
    ).toEqual([
      ['web-1', 'Healthy', 'Unknown'],
      ['web-2', 'Unhealthy', 'Unknown'],
      ['web-3', 'Healthy', 'Current'],
      ['web-9', 'Healthy', 'Unknown'],
    ])
    expect(health).toEqual({
      healthy: 3,
      failed: 1,
      never: 0,
      current: 1,
      old: 0,
      unknown: 3,
      sentence:
        '3 hosts are healthy. The last attempt failed on 1: it is taken first next time, and counts as out of service.',
    })
  })

  test('of which no attempt is known are Unhealthy and Unknown', async () => {
    const world = await shop(1)
    expect(await world.call('listGroupInstances', production)).toMatchObject({
      instances: [{ isTried: false, instanceHealth: 'Unhealthy', revisionHealth: 'Unknown' }],
      health: { healthy: 0, failed: 0, never: 1, sentence: 'No attempt of this group on its hosts is known yet.' },
    })
    await deployed(world, '1.0')
    expect((await world.call('listGroupInstances', production)).health).toMatchObject({
      current: 1,
      sentence: 'The host is healthy: the last deployment to it succeeded.',
    })
  })

  test('that are silent say since when', async () => {
    const world = await shop(2)
    await deployed(world, '1.0')
    await world.enrol('web-9')
    const seen = world.presence.get('web-9')
    if (seen !== undefined) world.presence.set('web-9', { ...seen, connected: false, silentSince: world.clock.now() })
    expect((await world.call('listGroupInstances', production)).instances[2]).toMatchObject({
      instanceName: 'web-9',
      connected: false,
      silentSince: expect.any(String),
    })
  })

  test('of a blue/green group are the fleet that serves, on what it was made with', async () => {
    const world = await aWorld()
    await aBlueGreenShop(world)
    await carriedThrough(world, '1.0')
    const deploymentId = await carriedThrough(world, '1.1')
    const answer = await world.call('listGroupInstances', blueGreen)
    expect(answer.instances.filter(({ isDrifting }) => isDrifting)).toEqual([])
    expect(answer).toMatchObject({
      current: { deploymentId },
      spread: [{ revisionName: 'storefront-1.1', isCurrent: true, count: expect.any(Number) }],
    })
  })

  test('on which the running deployment is at work or has ended do not drift, nor is anything there called part-way', async () => {
    const world = await shop(4)
    await deployed(world, '1.0')
    await world.enrol('web-9')
    world.script(({ targetId, event }) => (targetId === 'web-1' && event === 'ApplicationStart' ? 'runs' : succeeded))
    const onTwo = { deploymentConfigName: oneAtATime, onlyTargets: ['web-1', 'web-2'] }
    const running = await deployed(world, '1.1', onTwo)
    const deploying = { deploymentId: running, revisionName: 'storefront-1.1' }
    const before = await world.call('listGroupInstances', production)
    expect(before.instances.map(({ isDrifting }) => isDrifting)).toEqual([false, false, false, false, true])
    expect(before.instances[0]).toMatchObject({ deploying, runs: { revisionName: 'storefront-1.0' } })
    expect(before.instances.filter(({ partWay }) => partWay !== undefined)).toEqual([])
    expect(before.spread).toMatchObject([
      { revisionName: 'storefront-1.0', isCurrent: true, count: 3 },
      { revisionName: 'storefront-1.0', deploying: 'storefront-1.1', isCurrent: false, count: 1 },
      { isCurrent: false, count: 1 },
    ])

    world.script(({ targetId, event }) => (targetId === 'web-2' && event === 'ApplicationStart' ? 'runs' : succeeded))
    for (const id of world.hosts.ran.filter((one) => one.startsWith(`${running}/web-1/ApplicationStart`)))
      await world.hosts.finish(id)
    await world.settled()
    world.clock.advance(5000)
    const after = await world.call('listGroupInstances', production)
    expect(
      after.instances.map(({ runs, deploying: now, isDrifting }) => [runs?.revisionName, now, isDrifting]),
    ).toEqual([
      ['storefront-1.1', undefined, false],
      ['storefront-1.0', deploying, false],
      ['storefront-1.0', undefined, false],
      ['storefront-1.0', undefined, false],
      [undefined, undefined, true],
    ])
    expect(after.spread.find(({ revisionName }) => revisionName === 'storefront-1.1')).toMatchObject({
      isArriving: true,
      count: 1,
    })
    expect(after.instances.map(({ isChanging }) => isChanging)).toEqual([true, true, false, false, false])
    expect(after.health.sentence).toMatch(
      new RegExp(`^4 hosts are healthy\\. .* So it was before ${running}, which is running\\.$`),
    )
    const { drifting, sentence, hosts, catchUp } = await world.call('getGroupDrift', production)
    expect(sentence).toBe(
      `${running} is deploying storefront-1.1 and has begun on 2 of 5 hosts. Of the other 3, 1 is not on storefront-1.0.`,
    )
    expect([drifting, hosts.map(({ instanceName }) => instanceName)]).toEqual([1, ['web-9']])
    expect(catchUp).toEqual({
      allowed: false,
      reason: `${running} is running in production. Wait for its end.`,
      sentence: '',
    })
  })

  test('come in pages of a hundred, with the counts of all', async () => {
    const world = await shop(105)
    const first = await world.call('listGroupInstances', production)
    expect([first.total, first.instances.length]).toEqual([105, 100])
    const { nextToken } = first
    const second = await world.call('listGroupInstances', {
      ...production,
      ...(nextToken !== undefined && { nextToken }),
    })
    expect([second.total, second.instances.length, second.nextToken]).toEqual([105, 5, undefined])
    expect(await world.refused('listGroupInstances', { ...production, nextToken: 'nonsense' })).toMatchObject({
      code: 'InvalidNextTokenException',
    })
  })

  test('of a large group are found without reading its whole history', async () => {
    const world = await shop(250)
    await world.call('updateDeploymentGroup', {
      applicationName: 'storefront',
      currentDeploymentGroupName: 'production',
      deploymentConfigName: 'CodeDeployDefault.AllAtOnce',
    })
    for (const version of ['1.0', '1.1']) await deployed(world, version)
    const read: string[] = []
    const { listTargets } = world.store
    const store = { ...world.store, listTargets: (id: string) => (read.push(id), listTargets(id)) }
    Object.assign(world.ports, { store })
    expect((await world.call('listGroupInstances', production)).spread).toMatchObject([{ count: 250, isCurrent: true }])
    expect(read).toHaveLength(1)
    for (let page = 0; page < 3; page += 1) await world.call('listGroupInstances', production)
    expect(read).toHaveLength(1)

    await world.enrol('web-251')
    expect((await world.call('listGroupInstances', production)).spread).toMatchObject([{ count: 250 }, { count: 1 }])
    const third = await deployed(world, '1.2')
    const { spread } = await world.call('listGroupInstances', production)
    expect(spread).toMatchObject([{ count: 251, deploymentId: third, isCurrent: true }])
  })

  test.each([
    ['ApplicationDoesNotExistException', { ...production, applicationName: 'nothing' }],
    ['DeploymentGroupDoesNotExistException', { ...production, deploymentGroupName: 'nothing' }],
  ])('are refused with %s', async (code, input) => {
    const world = await shop(0)
    expect(await world.refused('listGroupInstances', input)).toMatchObject({ code })
  })
})
