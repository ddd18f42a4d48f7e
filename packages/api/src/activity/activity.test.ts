import { describe, expect, test } from 'vitest'
import { goodBundle } from '../testing/a-bundle.ts'
import { aWorld, type World } from '../testing/a-world.ts'
import { failed, succeeded } from '@sluice/platforms'

const group = { applicationName: 'storefront', deploymentGroupName: 'production' }

async function deploy(world: World): Promise<string> {
  const revision = await world.upload('storefront-1.0.tgz', await goodBundle())
  const { deploymentId } = await world.call('createDeployment', { ...group, revision })
  return deploymentId
}

const told = async (world: World, input = {}) => (await world.call('listActivity', input)).activity

describe('what happened', () => {
  test('is told of whole deployments, newest first, with who did it and how the deployment stands', async () => {
    const world = await aWorld()
    await world.storefront(2)
    const deploymentId = await deploy(world)
    await world.settled()
    const rows = await told(world)
    expect(rows.map(({ kind }) => kind)).toEqual(['ended', 'created'])
    expect(rows[1]).toMatchObject({ ...group, deploymentId, by: 'Dana', status: 'Succeeded' })
    expect(rows[1]?.text).toMatch(/^Dana created the deployment of .* to 2 hosts\.$/)
    expect(rows[0]).not.toHaveProperty('by')
  })

  test('is found by kind, person and application', async () => {
    const world = await aWorld()
    await world.storefront(2)
    world.script(() => 'runs')
    const deploymentId = await deploy(world)
    await world.call('holdDeployment', { deploymentId })
    expect((await told(world, { kinds: ['asked'] })).map(({ text }) => text)).toEqual([
      'Dana held the deployment: no further host starts.',
    ])
    expect(await told(world, { by: 'Eve' })).toEqual([])
    expect(await told(world, { applicationNames: ['storefront'] })).toHaveLength(2)
    expect(await world.refused('listActivity', { applicationNames: ['nothing'] })).toMatchObject({
      code: 'ApplicationDoesNotExistException',
    })
    expect(await world.refused('listActivity', { nextToken: 'x' })).toMatchObject({ code: 'InvalidNextTokenException' })
  })
})

describe('now', () => {
  test('says what failed until something was deployed there again', async () => {
    const world = await aWorld()
    await world.storefront(2)
    world.script(() => failed())
    const deploymentId = await deploy(world)
    await world.settled()
    const { attention } = await world.call('getNow', {})
    expect(attention).toMatchObject([{ kind: 'failed', deploymentId, ...group }])
    expect(attention[0]?.text).toContain(`${deploymentId} failed: `)
    world.script(() => ({
      status: 'Succeeded',
      diagnostics: { errorCode: 'Success', scriptName: '', message: '', logTail: '' },
    }))
    await deploy(world)
    await world.settled()
    expect((await world.call('getNow', {})).attention).toEqual([])
  })

  test('says which hosts failed in a success, until something was deployed there again', async () => {
    const world = await aWorld()
    await world.storefront(4)
    world.script(({ targetId, event }) => (targetId === 'web-4' && event === 'ApplicationStart' ? failed() : succeeded))
    const deploymentId = await deploy(world)
    await world.settled()
    const [one, ...others] = (await world.call('getNow', {})).attention
    expect(one).toMatchObject({
      kind: 'failedHosts',
      deploymentId,
      text: `${deploymentId} succeeded, but 1 of its 4 hosts failed, and nothing was deployed here since.`,
    })
    expect(others).toEqual([])
    world.script(() => succeeded)
    world.clock.advance(1000)
    await deploy(world)
    await world.settled()
    expect((await world.call('getNow', {})).attention).toEqual([])
  })

  test('finds what runs badly or ended badly among however many younger deployments of other groups', async () => {
    const world = await aWorld()
    await world.storefront(2)
    world.script(() => failed())
    const deploymentId = await deploy(world)
    await world.settled()
    world.clock.advance(60_000)
    const row = await world.store.getDeployment(deploymentId)
    if (row === undefined) throw new Error('no deployment')
    const others = Array.from({ length: 150 }, (_, at) => ({
      ...row,
      deploymentId: `d-OTHER${String(at).padStart(4, '0')}`,
      deploymentGroupId: '00000000-0000-4000-8000-000000000009',
      status: 'Succeeded' as const,
      createTime: new Date(world.ports.now()).toISOString(),
    }))
    const nothing = { appended: [], snapshots: [], targets: [], directory: [], idempotency: [], audit: [] }
    await world.store.commit({ at: world.ports.now(), deployments: others, ...nothing })
    expect((await world.call('getNow', {})).attention).toMatchObject([{ kind: 'failed', deploymentId }])
  })

  test('says nothing any more of a group that was deleted', async () => {
    const world = await aWorld()
    await world.storefront(2)
    world.script(() => failed())
    await deploy(world)
    await world.settled()
    await world.call('deleteDeploymentGroup', group)
    expect((await world.call('getNow', {})).attention).toEqual([])
  })

  test('forgets a failure after two days', async () => {
    const world = await aWorld()
    await world.storefront(2)
    world.script(() => failed())
    await deploy(world)
    await world.settled()
    world.clock.advance(49 * 3_600_000)
    expect((await world.call('getNow', {})).attention).toEqual([])
  })

  test('names who holds, and hosts that went silent', async () => {
    const world = await aWorld()
    await world.storefront(4)
    world.script(() => 'runs')
    const deploymentId = await deploy(world)
    await world.call('holdDeployment', { deploymentId })
    const now = world.ports.now()
    for (const name of [...world.presence.keys()])
      world.presence.set(name, {
        instanceName: name,
        connected: false,
        lastSeenAt: now,
        silentSince: now,
        agentVersion: '',
      })
    const { attention } = await world.call('getNow', {})
    expect(attention.map(({ kind }) => kind)).toEqual(['held', 'silentHosts'])
    expect(attention[0]?.text).toBe(`${deploymentId} is held by Dana: no further host starts.`)
    expect(attention[1]?.text).toMatch(/^Nothing is heard from .+, .+, .+ and 1 more\.$/)
  })

  test('counts the deployments of two weeks by hour and status, and no older ones', async () => {
    const world = await aWorld()
    await world.storefront(2)
    await deploy(world)
    await world.settled()
    world.clock.advance(15 * 24 * 3_600_000)
    await deploy(world)
    await world.settled()
    const { hours, days } = await world.call('getNow', {})
    const hour = new Date(world.ports.now()).toISOString().slice(0, 13)
    expect([hours, days]).toEqual([[{ hour, status: 'Succeeded', count: 1 }], 14])
  })
})
