import type { Actor } from '@sluice/model'
import { firstAccountId } from '@sluice/model'
import { describe, expect, test } from 'vitest'
import { goodBundle } from '../testing/a-bundle.ts'
import { aWorld, type World } from '../testing/a-world.ts'

const production = { applicationName: 'storefront', deploymentGroupName: 'production' }
const vera = { email: 'vera@example.com', name: 'Vera', role: 'viewer', password: 'correct horse battery' } as const

async function aShop(): Promise<World> {
  const world = await aWorld()
  await world.storefront(2)
  return world
}

const changes = async (world: World, input: { by?: string; applicationNames?: string[] } = {}, role?: 'viewer') =>
  (await world.call('listActivity', { kinds: ['setUp'], ...input }, role && { role })).changes
const texts = async (...asked: Parameters<typeof changes>) => (await changes(...asked)).map(({ text }) => text)

describe('changes of the set-up', () => {
  test('say who did what, newest first, and where it is today', async () => {
    const world = await aShop()
    await world.call('createApplication', { applicationName: 'api' })
    await world.call('updateApplication', { applicationName: 'api', newApplicationName: 'backend' })
    await world.call('updateDeploymentGroup', {
      applicationName: 'storefront',
      currentDeploymentGroupName: 'production',
      newDeploymentGroupName: 'live',
    })
    await world.call('addTagsToOnPremisesInstances', { tags: [{ Key: 'rack', Value: 'r7' }], instanceNames: ['web-1'] })
    await world.call('deregisterOnPremisesInstance', { instanceName: 'web-2' })
    await world.call('createDeploymentConfig', {
      deploymentConfigName: 'Careful',
      minimumHealthyHosts: { type: 'HOST_COUNT', value: 1 },
    })
    await world.call('deleteDeploymentConfig', { deploymentConfigName: 'Careful' })
    const told = await changes(world)
    expect(told.slice(0, 7).map(({ text }) => text)).toEqual([
      'Dana deleted the configuration Careful.',
      'Dana created the configuration Careful.',
      'Dana deregistered the host web-2.',
      'Dana added tags to the host web-1: rack=r7.',
      'Dana changed the deployment group storefront › production: renamed to live.',
      'Dana renamed the application api to backend.',
      'Dana created the application api.',
    ])
    expect(told[0]).not.toHaveProperty('about')
    expect(told[1]).not.toHaveProperty('about')
    expect(told[3]?.about).toEqual({ kind: 'instance', name: 'web-1' })
    expect(told[6]).toMatchObject({ by: 'Dana', about: { kind: 'application', name: 'backend' } })
  })

  test('are told of nobody who changed nothing: it was so already', async () => {
    const world = await aShop()
    await world.call('deregisterOnPremisesInstance', { instanceName: 'web-2' })
    const before = await texts(world)
    const toUpdate = { applicationName: 'storefront', currentDeploymentGroupName: 'production' }
    const tags = [{ Key: 'env', Value: 'production' }]
    for (const instanceName of ['nosuch', 'web-2']) await world.call('deregisterOnPremisesInstance', { instanceName })
    await world.call('updateApplication', { applicationName: 'storefront', newApplicationName: 'storefront' })
    await world.call('updateDeploymentGroup', { ...toUpdate, newDeploymentGroupName: 'production' })
    await world.call('addTagsToOnPremisesInstances', { tags, instanceNames: ['web-1'] })
    expect(await texts(world)).toEqual(before)
    const { records } = await world.call('listAuditRecords', {})
    expect(records.slice(0, 5).map(({ outcome }) => outcome)).toEqual(Array(5).fill('unchanged'))
  })

  test('lead to nothing that only took the name of what was deleted', async () => {
    const world = await aShop()
    await world.call('createApplication', { applicationName: 'api' })
    await world.call('deleteApplication', { applicationName: 'api' })
    world.clock.advance(1000)
    await world.call('createApplication', { applicationName: 'api' })
    const told = await changes(world, { by: 'Dana' })
    expect(told.slice(0, 3).map(({ about }) => about?.name)).toEqual(['api', undefined, undefined])
  })

  test('of people and tokens are told to those only who may list them, by their names', async () => {
    const world = await aShop()
    const { userId } = await world.call('createUser', vera)
    await world.call('updateUser', { userId, disabled: true })
    const { tokenId } = await world.call('createAccessToken', { name: 'ci', role: 'viewer' })
    await world.call('revokeAccessToken', { tokenId })
    expect((await texts(world)).slice(0, 4)).toEqual([
      'Dana revoked the access token ci.',
      'Dana created the access token ci.',
      'Dana changed the account of Vera: switched off.',
      'Dana created the account of Vera.',
    ])
    const seen = JSON.stringify(await changes(world, {}, 'viewer'))
    for (const hidden of ['Vera', 'access token']) expect(seen).not.toContain(hidden)
  })

  test('are those that were done, not those that were refused, nor who signed in from where', async () => {
    const world = await aShop()
    await world.refused('createApplication', { applicationName: 'refused', computePlatform: 'Lambda' })
    await world.call('createUser', vera)
    await world.call('signIn', { email: vera.email, password: vera.password }, { caller: undefined })
    const told = JSON.stringify(await changes(world))
    expect(told).not.toContain('signIn')
    expect(told).not.toContain('192.0.2.1')
    expect(told).not.toContain('application refused')
  })

  test('are found by person, and by application with its groups under whatever name', async () => {
    const world = await aShop()
    await world.call('createApplication', { applicationName: 'api' })
    const eve: Actor = { kind: 'token', accountId: firstAccountId, tokenId: 't', name: 'Eve', role: 'admin' }
    await world.call('createDeploymentGroup', { ...production, deploymentGroupName: 'staging' }, { caller: eve })
    await world.call('updateApplication', { applicationName: 'storefront', newApplicationName: 'shop' })
    expect(await texts(world, { by: 'Eve' })).toEqual(['Eve created the deployment group storefront › staging.'])
    expect((await texts(world, { applicationNames: ['shop'] })).slice(0, 2)).toEqual([
      'Dana renamed the application storefront to shop.',
      'Eve created the deployment group storefront › staging.',
    ])
    expect((await texts(world, { applicationNames: ['shop'] })).join()).not.toContain('application api')
  })

  test('stand among what happened to deployments, page by page, each once', async () => {
    const world = await aShop()
    const revision = await world.upload('storefront-1.0.tgz', await goodBundle())
    for (let n = 0; n < 60; n += 1) {
      world.clock.advance(1000)
      await world.call('createApplication', { applicationName: `api-${n}` })
    }
    await world.call('createDeployment', { ...production, revision })
    await world.settled()
    const first = await world.call('listActivity', {})
    expect(first.activity.map(({ kind }) => kind)).toEqual(['ended', 'created'])
    expect(first.changes).toHaveLength(50)
    const { nextToken = '' } = first
    const second = await world.call('listActivity', { nextToken })
    expect(second.activity).toEqual([])
    const places = [...first.changes, ...second.changes].map(({ place }) => place)
    expect(new Set(places).size).toBe(places.length)
    expect(places.length).toBeGreaterThanOrEqual(60)
    expect((await world.call('listActivity', { kinds: ['ended'] })).changes).toEqual([])
  })
})
