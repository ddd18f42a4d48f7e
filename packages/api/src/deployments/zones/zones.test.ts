/** Deployments zone by zone: which hosts are whose zone, and what is refused. */
import { limits, type ZonalConfig } from '@sluice/model'
import { describe, expect, test } from 'vitest'
import { aBlueGreenShop, blueGreen } from '../../testing/a-blue-green-shop.ts'
import { goodBundle } from '../../testing/a-bundle.ts'
import { aWorld, type World } from '../../testing/a-world.ts'

const production = { applicationName: 'storefront', deploymentGroupName: 'production' }
const byZones = { deploymentConfigName: 'zone-by-zone' }

async function aZonedShop(zonalConfig: Partial<ZonalConfig> = {}, minimum = 0): Promise<World> {
  const world = await aWorld()
  await world.storefront(6)
  await world.call('createDeploymentConfig', {
    ...byZones,
    minimumHealthyHosts: { type: 'HOST_COUNT', value: minimum },
    zonalConfig: { monitorDurationInSeconds: 600, ...zonalConfig },
  })
  return world
}

async function tag(world: World, Key: string, zones: Record<string, string[]>): Promise<void> {
  for (const [Value, instanceNames] of Object.entries(zones))
    await world.call('addTagsToOnPremisesInstances', { instanceNames, tags: [{ Key, Value }] })
}

async function deployed(world: World, more: object = {}): Promise<string> {
  const revision = await world.upload('storefront-1.0.tgz', goodBundle('1.0'))
  const { deploymentId } = await world.call('createDeployment', { ...production, ...byZones, revision, ...more })
  await world.settled()
  return deploymentId
}

const infoOf = async (world: World, deploymentId: string) =>
  (await world.call('getDeployment', { deploymentId })).deploymentInfo

const zonesOf = async (world: World, deploymentId: string) =>
  (await infoOf(world, deploymentId)).zones?.zones.map(({ name, hosts, state }) => `${name} ${hosts} ${state}`)

const threeZones = { b: ['web-1', 'web-2'], a: ['web-3', 'web-6'] }

describe('a deployment zone by zone', () => {
  test('takes the zones in the order of their names; hosts without the tag come last', async () => {
    const world = await aZonedShop()
    await tag(world, 'zone', threeZones)
    const deploymentId = await deployed(world)
    expect((await world.call('listDeploymentTargets', { deploymentId })).targetIds).toEqual([
      'web-3',
      'web-6',
      'web-1',
      'web-2',
      'web-4',
      'web-5',
    ])
    expect(await zonesOf(world, deploymentId)).toEqual(['a 2 baking', 'b 2 pending', 'no zone 2 pending'])
  })

  test('is Baking after a zone, is found by that status, and goes on when the time is over', async () => {
    const world = await aZonedShop()
    await tag(world, 'zone', threeZones)
    const deploymentId = await deployed(world)
    expect((await infoOf(world, deploymentId)).status).toBe('Baking')
    const found = async (status: 'Baking' | 'InProgress') =>
      (await world.call('listDeployments', { includeOnlyStatuses: [status] })).deployments
    expect([await found('Baking'), await found('InProgress')]).toEqual([[deploymentId], []])
    world.clock.advance(600_000)
    const { deploymentGroupId: groupId } = await infoOf(world, deploymentId)
    await world.ports.conductor.submit({ to: 'deployment', groupId, deploymentId, kind: 'tick' })
    await world.settled()
    expect(await zonesOf(world, deploymentId)).toEqual(['a 2 done', 'b 2 baking', 'no zone 2 pending'])
    const { events } = await world.call('listDeploymentEvents', { deploymentId })
    const texts = events.map(({ text }) => text)
    expect(texts).toContain('The bake after zone a is over.')
    const { marks } = await world.call('getDeploymentTimings', { deploymentId })
    expect(marks.map(({ text }) => text).filter((text) => text.includes('zone') || text.includes('Zone'))).toEqual([
      'Bake after zone a began',
      'Zone b began',
      'Bake after zone b began',
    ])
    expect(texts.some((text) => text.startsWith('All hosts of zone a have ended: it bakes until '))).toBe(true)
  })

  test('a bake is no time of work: the limit of the whole does not count it', async () => {
    const world = await aZonedShop({ monitorDurationInSeconds: 7200, firstZoneMonitorDurationInSeconds: 36_000 })
    await tag(world, 'zone', threeZones)
    const deploymentId = await deployed(world)
    const [created] = await world.store.loadEvents(`deployment:${deploymentId}`, 0, 1)
    expect(created).toMatchObject({ spec: { clocks: { totalLimitSeconds: limits.inPlaceTotalSeconds } } })
  })

  test('the zone is the tag that somebody chose; one without a value names none', async () => {
    const world = await aZonedShop({ zoneTag: 'rack' })
    await tag(world, 'zone', { a: ['web-1'] })
    await tag(world, 'rack', { r1: ['web-2'], '': ['web-3'] })
    expect(await zonesOf(world, await deployed(world))).toEqual(['r1 1 baking', 'no zone 5 pending'])
  })

  test('to chosen hosts only, zones without one of them are gone', async () => {
    const world = await aZonedShop()
    await tag(world, 'zone', threeZones)
    const deploymentId = await deployed(world, { onlyTargets: ['web-2', 'web-5'] })
    expect(await zonesOf(world, deploymentId)).toEqual(['b 1 baking', 'no zone 1 pending'])
  })

  test('a stop in a bake ends it at once', async () => {
    const world = await aZonedShop()
    await tag(world, 'zone', threeZones)
    const deploymentId = await deployed(world)
    expect(await world.call('stopDeployment', { deploymentId })).toMatchObject({ status: 'Succeeded' })
    expect(await infoOf(world, deploymentId)).toMatchObject({ status: 'Stopped', deploymentOverview: { Skipped: 4 } })
  })

  test('a rollback ignores zones, also when a person asks for it', async () => {
    const world = await aZonedShop()
    await tag(world, 'zone', threeZones)
    await deployed(world, { deploymentConfigName: 'CodeDeployDefault.AllAtOnce' })
    world.clock.advance(1000)
    const bad = await deployed(world)
    await world.call('stopDeployment', { deploymentId: bad })
    const { deploymentId } = await world.call('rollBackDeployment', { deploymentId: bad })
    await world.settled()
    const { status, zones } = await infoOf(world, deploymentId)
    expect([status, zones]).toEqual(['Succeeded', undefined])
  })
})

describe('the plan of a deployment zone by zone', () => {
  test('shows the zones, and what is started is what was shown', async () => {
    const world = await aZonedShop()
    await tag(world, 'zone', threeZones)
    const revision = await world.upload('storefront-1.0.tgz', goodBundle('1.0'))
    const { plan, seen } = await world.call('planDeployment', { ...production, ...byZones, revision })
    expect(plan.zones?.map(({ name, hosts, bakeSeconds }) => [name, hosts, bakeSeconds])).toEqual([
      ['a', 2, 600],
      ['b', 2, 600],
      ['no zone', 2, undefined],
    ])
    expect(plan.waves.map(({ zone, targets }) => [zone, targets])).toEqual([
      ['a', ['web-3', 'web-6']],
      ['b', ['web-1', 'web-2']],
      ['no zone', ['web-4', 'web-5']],
    ])
    await tag(world, 'zone', { c: ['web-4', 'web-5'] })
    const start = { ...production, ...byZones, revision, seen }
    expect(await world.refused('createDeployment', start)).toMatchObject({ code: 'StateChanged' })
    const again = await world.call('planDeployment', { ...production, ...byZones, revision })
    await world.call('createDeployment', { ...start, seen: again.seen })
  })
})

describe('InvalidZonalDeploymentConfigurationException: what cannot go by zones is refused, and the plan says so before', () => {
  const refusals = async (world: World, group: typeof production) => {
    const revision = await world.upload('storefront-9.tgz', goodBundle('9'))
    const asked = { ...group, ...byZones, revision }
    const { plan } = await world.call('planDeployment', asked)
    const { code, message } = await world.refused('createDeployment', asked)
    expect(code).toBe('InvalidZonalDeploymentConfigurationException')
    expect(plan).toMatchObject({ sentence: `It cannot start. ${message}`, isRefused: true })
    return message
  }

  test('blue/green', async () => {
    const world = await aWorld()
    await aBlueGreenShop(world)
    await world.call('createDeploymentConfig', {
      ...byZones,
      minimumHealthyHosts: { type: 'HOST_COUNT', value: 0 },
      zonalConfig: {},
    })
    expect(await refusals(world, blueGreen)).toBe(
      'zone-by-zone goes zone by zone, which only deployments in place can: storefront-bluegreen is blue/green. Choose a configuration without zones.',
    )
  })

  test('bakes that take longer than all of them may', async () => {
    const world = await aZonedShop({ monitorDurationInSeconds: limits.zoneBakeSeconds })
    for (let host = 7; host <= 9; host += 1) await world.enrol(`web-${host}`)
    await tag(world, 'zone', { a: ['web-1'], b: ['web-2'], c: ['web-3'], d: ['web-4'], e: ['web-5'], f: ['web-6'] })
    expect((await world.call('planDeployment', { ...production, ...byZones })).plan.failsAtOnce).toBeUndefined()
    await tag(world, 'zone', { g: ['web-7'], h: ['web-8'], i: ['web-9'] })
    expect(await refusals(world, production)).toBe(
      'The bakes between 9 zones take 16 days; all of them together may take 14. Choose a configuration that bakes for a shorter time.',
    )
  })

  test('more zones than a deployment may have', async () => {
    const world = await aZonedShop()
    for (let host = 1; host <= limits.zonesPerDeployment + 1; host += 1)
      await world.enrol(`z-${host}`, [
        { Key: 'fleet', Value: 'many' },
        { Key: 'zone', Value: String(host) },
      ])
    await world.call('createDeploymentGroup', {
      applicationName: 'storefront',
      deploymentGroupName: 'many',
      onPremisesInstanceTagFilters: [{ Key: 'fleet', Value: 'many', Type: 'KEY_AND_VALUE' }],
    })
    expect(await refusals(world, { applicationName: 'storefront', deploymentGroupName: 'many' })).toMatch(
      /^The tag zone splits the hosts into 101 zones; one deployment may have 100\. /,
    )
  })
})
