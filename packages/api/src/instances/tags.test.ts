import { firstAccountId } from '@sluice/model'
import { directoryKeys } from '@sluice/store'
import { describe, expect, test } from 'vitest'
import { aWorld, type World } from '../testing/a-world.ts'

const env = (Value: string) => ({ Key: 'env', Value })
const rack = (Value: string) => ({ Key: 'rack', Value })

async function twoHosts(): Promise<World> {
  const world = await aWorld()
  await world.enrol('web-1', [env('test'), rack('r7')])
  await world.enrol('web-2', [env('test')])
  return world
}

async function tagsOf(world: World, instanceName: string) {
  return (await world.call('getOnPremisesInstance', { instanceName })).instanceInfo.tags
}

describe('tags of hosts', () => {
  test('are added to several at once; one whose key is there gets the new value', async () => {
    const world = await twoHosts()
    await world.call('addTagsToOnPremisesInstances', {
      tags: [env('production'), { Key: 'role', Value: 'web' }],
      instanceNames: ['web-1', 'web-2', 'web-1'],
    })
    expect(await tagsOf(world, 'web-1')).toEqual([env('production'), rack('r7'), { Key: 'role', Value: 'web' }])
    expect(await tagsOf(world, 'web-2')).toEqual([env('production'), { Key: 'role', Value: 'web' }])
  })

  test('are removed by key and value; those that a host does not have are removed already', async () => {
    const world = await twoHosts()
    const gone = { tags: [rack('r7'), env('production')], instanceNames: ['web-1', 'web-2'] }
    for (let time = 0; time < 2; time++) await world.call('removeTagsFromOnPremisesInstances', gone)
    expect(await tagsOf(world, 'web-1')).toEqual([env('test')])
    expect(await tagsOf(world, 'web-2')).toEqual([env('test')])
  })

  test('decide at once who is in a group', async () => {
    const world = await aWorld()
    await world.storefront(1)
    await world.enrol('web-2', [env('test')])
    const group = { applicationName: 'storefront', deploymentGroupName: 'production' }
    const matching = async () => (await world.call('getDeploymentGroup', group)).deploymentGroupInfo.matchingInstances
    await world.call('addTagsToOnPremisesInstances', { tags: [env('production')], instanceNames: ['web-2'] })
    expect(await matching()).toEqual(['web-1', 'web-2'])
    await world.call('removeTagsFromOnPremisesInstances', { tags: [env('production')], instanceNames: ['web-1'] })
    expect(await matching()).toEqual(['web-2'])
  })

  test('are added and removed in one change, all of it or nothing', async () => {
    const world = await twoHosts()
    const change = { tags: [{ Key: 'role', Value: 'web' }], tagsToRemove: [rack('r7')] }
    const unknown = { ...change, instanceNames: ['web-1', 'nobody'] }
    await world.refused('addTagsToOnPremisesInstances', unknown)
    expect(await tagsOf(world, 'web-1')).toEqual([env('test'), rack('r7')])
    await world.call('addTagsToOnPremisesInstances', { ...change, instanceNames: ['web-1'] })
    expect(await tagsOf(world, 'web-1')).toEqual([env('test'), { Key: 'role', Value: 'web' }])
    const [row] = (await world.call('listAuditRecords', {})).records
    expect(row?.detail).toBe('role=web in place of rack=r7')
  })

  test('of a full host are replaced in one change', async () => {
    const world = await aWorld()
    const ten = (prefix: string) => Array.from({ length: 10 }, (_, at) => ({ Key: `${prefix}${at}`, Value: 'v' }))
    await world.enrol('web-1', ten('a'))
    const change = { tags: ten('b'), tagsToRemove: ten('a'), instanceNames: ['web-1'] }
    await world.call('addTagsToOnPremisesInstances', change)
    expect(await tagsOf(world, 'web-1')).toEqual(ten('b'))
  })

  test('leave an audit row that says which', async () => {
    const world = await twoHosts()
    await world.call('addTagsToOnPremisesInstances', { tags: [env('production')], instanceNames: ['web-1', 'web-2'] })
    const [row] = (await world.call('listAuditRecords', {})).records
    expect(row).toMatchObject({
      action: 'addTagsToOnPremisesInstances',
      resource: 'instance:web-1 and 1 more',
      detail: 'env=production',
    })
  })
})

describe('refused with CodeDeploy’s name, and nothing is changed', () => {
  const many = (count: number) => Array.from({ length: count }, (_, at) => ({ Key: `k${at}`, Value: 'v' }))
  const names = (count: number) => Array.from({ length: count }, (_, at) => `web-${at}`)
  const one = { instanceNames: ['web-1'] }
  const both = ['addTagsToOnPremisesInstances', 'removeTagsFromOnPremisesInstances']
  test.each(
    [
      ['TagRequiredException', one],
      ['TagRequiredException', { ...one, tags: [] }],
      ['InvalidTagException', { ...one, tags: [{ Key: '', Value: 'v' }] }],
      ['InvalidTagException', { ...one, tags: [{ Key: 'k'.repeat(129), Value: 'v' }] }],
      ['InvalidTagException', { ...one, tags: [{ Key: 'k', Value: 'v'.repeat(257) }] }],
      ['InvalidTagException', { ...one, tags: [{ Key: 'aws:autoscaling:groupName', Value: 'g' }] }],
      ['InstanceNameRequiredException', { tags: [env('production')] }],
      ['InstanceNameRequiredException', { tags: [env('production')], instanceNames: [] }],
      ['InvalidInstanceNameException', { tags: [env('production')], instanceNames: ['i-1234'] }],
      ['InstanceLimitExceededException', { tags: [env('production')], instanceNames: names(101) }],
      ['InstanceNotRegisteredException', { tags: [env('production')], instanceNames: ['web-1', 'web-9'] }],
      ['TagLimitExceededException', { ...one, tags: many(11) }],
    ].flatMap(([code, input]) => both.map((operation) => [code, operation, input] as const)),
  )('%s: %s %j', async (code, operation, input) => {
    const world = await twoHosts()
    expect(await world.refused(operation, input)).toMatchObject({ code })
    expect(await tagsOf(world, 'web-1')).toEqual([env('test'), rack('r7')])
  })

  test('InvalidTagException: a key twice in one call', async () => {
    const world = await twoHosts()
    const input = { ...one, tags: [env('a'), env('b')] }
    expect(await world.refused('addTagsToOnPremisesInstances', input)).toMatchObject({ code: 'InvalidTagException' })
  })

  test('TagLimitExceededException: one of the hosts would have too many, and is named', async () => {
    const world = await twoHosts()
    const input = { tags: many(9), instanceNames: ['web-2', 'web-1'] }
    expect(await world.refused('addTagsToOnPremisesInstances', input)).toMatchObject({
      code: 'TagLimitExceededException',
      message: expect.stringContaining('web-1 would have 11 tags'),
    })
    expect(await tagsOf(world, 'web-2')).toEqual([env('test')])
  })

  test('InstanceNotRegisteredException: a deregistered host', async () => {
    const world = await twoHosts()
    await world.call('deregisterOnPremisesInstance', { instanceName: 'web-1' })
    expect(await world.refused('addTagsToOnPremisesInstances', { ...one, tags: [env('x')] })).toMatchObject({
      code: 'InstanceNotRegisteredException',
    })
  })

  test.each(both)('AccessDenied: a deployer and %s', async (operation) => {
    const world = await twoHosts()
    expect(await world.refused(operation, {}, { role: 'deployer' })).toMatchObject({ code: 'AccessDenied' })
  })
})

describe('before tags change', () => {
  async function aShop(): Promise<World> {
    const world = await twoHosts()
    await world.call('createApplication', { applicationName: 'shop' })
    for (const value of ['test', 'production'])
      await world.call('createDeploymentGroup', {
        applicationName: 'shop',
        deploymentGroupName: value,
        onPremisesInstanceTagFilters: [{ Key: 'env', Value: value, Type: 'KEY_AND_VALUE' }],
      })
    return world
  }

  test('it is said which groups the hosts join and leave', async () => {
    const world = await aShop()
    const { groups } = await world.call(
      'previewInstanceTags',
      { instanceNames: ['web-1'], tagsToAdd: [env('production')] },
      { role: 'viewer' },
    )
    const of = { applicationName: 'shop', deploymentType: 'IN_PLACE' }
    expect(groups).toEqual([
      {
        ...of,
        deploymentGroupName: 'production',
        joins: ['web-1'],
        leaves: [],
        stays: [],
        joining: 'Nothing is deployed by itself: it gets a revision with the next deployment there.',
      },
      { ...of, deploymentGroupName: 'test', joins: [], leaves: ['web-1'], stays: [] },
    ])
    expect(await tagsOf(world, 'web-1')).toEqual([env('test'), rack('r7')])
  })

  test('hosts that stay are named too, and groups without any of them are not', async () => {
    const world = await aShop()
    const instanceNames = ['web-1', 'web-2']
    const { groups } = await world.call('previewInstanceTags', { instanceNames, tagsToRemove: [rack('r7')] })
    expect(groups).toMatchObject([{ deploymentGroupName: 'test', joins: [], leaves: [], stays: instanceNames }])
  })

  test('a host that is not registered yet is told where it would be', async () => {
    const world = await aShop()
    const { groups } = await world.call('previewInstanceTags', { newInstanceName: 'web-7', tagsToAdd: [env('test')] })
    expect(groups).toMatchObject([{ deploymentGroupName: 'test', joins: ['web-7'], stays: [] }])
  })

  test('a host that would have too many is refused, as the change itself is', async () => {
    const world = await aShop()
    const tagsToAdd = Array.from({ length: 9 }, (_, at) => ({ Key: `k${at}`, Value: '' }))
    expect(await world.refused('previewInstanceTags', { instanceNames: ['web-1'], tagsToAdd })).toMatchObject({
      code: 'TagLimitExceededException',
    })
  })

  test('a host that is not there is refused', async () => {
    const world = await aShop()
    expect(await world.refused('previewInstanceTags', { instanceNames: ['web-9'] })).toMatchObject({
      code: 'InstanceNotRegisteredException',
    })
  })
})

describe('enrolling again', () => {
  const claim = (token: string) => ({
    token,
    instanceName: 'web-1',
    publicKey: 'C'.repeat(43),
    os: 'linux',
    agentVersion: '0.1.0',
    tags: [],
  })
  const from = { requestId: 'r-1', address: '192.0.2.9' }

  test('a deregistered host comes back with the tags that it had, unless others are given', async () => {
    const world = await twoHosts()
    await world.call('deregisterOnPremisesInstance', { instanceName: 'web-1' })
    const again = await world.call('createEnrolmentToken', { instanceName: 'web-1' })
    expect(again.tags).toEqual([env('test'), rack('r7')])
    expect(again.command).toContain('--name web-1 --tag env=test --tag rack=r7')
    const bare = await world.call('createEnrolmentToken', { instanceName: 'web-1', tags: [] })
    expect(bare.tags).toEqual([])
    await world.ports.access.redeemEnrolment(claim(again.token), from)
    expect(await tagsOf(world, 'web-1')).toEqual([env('test'), rack('r7')])
  })

  test('A24: the tag of a scaling group does not come back', async () => {
    const world = await aWorld()
    await world.enrol('local-7', [{ Key: 'aws:autoscaling:groupName', Value: 'shop' }, env('test')])
    await world.call('deregisterOnPremisesInstance', { instanceName: 'local-7' })
    const { tags } = await world.call('createEnrolmentToken', { instanceName: 'local-7' })
    expect(tags).toEqual([env('test')])
  })

  test('balancers reach it where the token says', async () => {
    const world = await aWorld()
    const { token } = await world.call('createEnrolmentToken', { address: '10.0.4.7', port: 8080 })
    await world.ports.access.redeemEnrolment(claim(token), from)
    const row = await world.store.get('instances', directoryKeys.instance(firstAccountId, 'web-1'))
    expect(row).toMatchObject({ address: '10.0.4.7', port: 8080 })
  })

  test.each([
    ['InvalidInputException', { address: 'http://10.0.4.7/' }],
    ['InvalidInputException', { address: '10.0.4.7:80' }],
    ['InvalidInputException', { address: '' }],
    ['InvalidInputException', { port: 0 }],
    ['InvalidTagException', { tags: [env('a'), env('b')] }],
  ])('refuses with %s: %j', async (code, input) => {
    const world = await aWorld()
    expect(await world.refused('createEnrolmentToken', input)).toMatchObject({ code })
  })
})
