import { directoryKeys } from '@sluice/store'
import { describe, expect, test } from 'vitest'
import { aWorld, type World } from '../testing/a-world.ts'

const request = { requestId: 'r-1', address: '192.0.2.9' }
const claim = (token: string, instanceName = 'web-1') => ({
  token,
  instanceName,
  publicKey: 'B'.repeat(43),
  os: 'linux',
  agentVersion: '0.1.0',
  tags: [{ Key: 'env', Value: 'mine' }],
})

async function twoHosts(): Promise<World> {
  const world = await aWorld()
  await world.enrol('web-1')
  await world.enrol('web-10', [{ Key: 'env', Value: 'test' }])
  await world.enrol('web-2')
  return world
}

describe('reading hosts', () => {
  test('they are listed as people count them, with what is known of them now', async () => {
    const world = await twoHosts()
    world.presence.set('web-2', {
      instanceName: 'web-2',
      connected: false,
      lastSeenAt: world.clock.now(),
      silentSince: world.clock.now(),
      agentVersion: '0.2.0',
    })
    const { instanceNames, instanceInfos } = await world.call('listOnPremisesInstances', {}, { role: 'viewer' })
    expect(instanceNames).toEqual(['web-1', 'web-2', 'web-10'])
    expect(instanceInfos[1]).toMatchObject({ connected: false, silentSince: expect.any(String), agentVersion: '0.2.0' })
  })

  test('by tags and by registration', async () => {
    const world = await twoHosts()
    const tagFilters = [{ Key: 'env', Value: 'test', Type: 'KEY_AND_VALUE' as const }]
    expect((await world.call('listOnPremisesInstances', { tagFilters })).instanceNames).toEqual(['web-10'])
    await world.call('deregisterOnPremisesInstance', { instanceName: 'web-1' })
    const registered = await world.call('listOnPremisesInstances', { registrationStatus: 'Registered' })
    expect(registered.instanceNames).toEqual(['web-2', 'web-10'])
    const gone = await world.call('listOnPremisesInstances', { registrationStatus: 'Deregistered' })
    expect(gone.instanceNames).toEqual(['web-1'])
  })

  test('every filter is an alternative, by key, by value with wildcards, or by both', async () => {
    const world = await aWorld()
    await world.enrol('web-1', [{ Key: 'rack', Value: 'r7' }])
    await world.enrol('web-2', [{ Key: 'env', Value: 'staging-eu' }])
    await world.enrol('web-3', [{ Key: 'env', Value: 'production' }])
    const tagFilters = [
      { Key: 'rack', Type: 'KEY_ONLY' as const },
      { Value: 'staging*', Type: 'VALUE_ONLY' as const },
    ]
    expect((await world.call('listOnPremisesInstances', { tagFilters })).instanceNames).toEqual(['web-1', 'web-2'])
    await world.call('deregisterOnPremisesInstance', { instanceName: 'web-2' })
    const both = { tagFilters, registrationStatus: 'Registered' as const }
    expect((await world.call('listOnPremisesInstances', both)).instanceNames).toEqual(['web-1'])
  })

  test('more than a page goes on with nextToken, in the same order', async () => {
    const world = await aWorld()
    for (let number = 1; number <= 105; number++) await world.enrol(`web-${number}`)
    const first = await world.call('listOnPremisesInstances', {})
    const second = await world.call('listOnPremisesInstances', { nextToken: first.nextToken })
    const names = [...first.instanceNames, ...second.instanceNames]
    expect(names).toEqual(Array.from({ length: 105 }, (_, at) => `web-${at + 1}`))
    expect(second.nextToken).toBeUndefined()
  })

  test.each([
    ['InstanceNotRegisteredException', 'getOnPremisesInstance', { instanceName: 'web-9' }],
    ['InstanceNotRegisteredException', 'batchGetOnPremisesInstances', { instanceNames: ['web-1', 'web-9'] }],
    [
      'BatchLimitExceededException',
      'batchGetOnPremisesInstances',
      { instanceNames: Array.from({ length: 26 }, (_, at) => `web-${at}`) },
    ],
    ['InvalidRegistrationStatusException', 'listOnPremisesInstances', { registrationStatus: 'Lost' }],
    ['InvalidTagFilterException', 'listOnPremisesInstances', { tagFilters: [{ Type: 'VALUE_ONLY' }] }],
    ['InvalidNextTokenException', 'listOnPremisesInstances', { nextToken: 'made up' }],
  ])('refuses with %s: %s', async (code, name, input) => {
    const world = await twoHosts()
    expect(await world.refused(name, input)).toMatchObject({ code })
  })
})

describe('enrolment', () => {
  test('a token lets one host in, with the token’s tags over the host’s own', async () => {
    const world = await aWorld()
    const made = await world.call('createEnrolmentToken', { tags: [{ Key: 'env', Value: 'production' }] })
    expect(made.command).toContain(`enrol --server https://sluice.example.com --token ${made.token}`)
    expect(await world.ports.access.redeemEnrolment(claim(made.token), request)).toMatchObject({
      instanceName: 'web-1',
      tags: [{ Key: 'env', Value: 'production' }],
    })
  })

  test('A1: a used, an expired, an unknown and another host’s token are refused, and each leaves an audit row', async () => {
    const world = await aWorld()
    const used = await world.call('createEnrolmentToken', {})
    await world.ports.access.redeemEnrolment(claim(used.token), request)
    const others = await world.call('createEnrolmentToken', { instanceName: 'web-7' })
    const expired = await world.call('createEnrolmentToken', {})
    const refusals = [
      await world.ports.access.redeemEnrolment(claim(used.token, 'web-2'), request),
      await world.ports.access.redeemEnrolment(claim(others.token, 'web-3'), request),
      await world.ports.access.redeemEnrolment(claim('slu_made_up_made_up_made_up', 'web-4'), request),
    ]
    world.clock.advance(3600_001)
    refusals.push(await world.ports.access.redeemEnrolment(claim(expired.token, 'web-5'), request))
    expect(refusals.map((one) => ('code' in one ? one.code : 'let in'))).toEqual(Array(4).fill('EnrolmentRefused'))
    expect((await world.call('listOnPremisesInstances', {})).instanceNames).toEqual(['web-1'])
    const { records } = await world.call('listAuditRecords', {})
    expect(records.filter((row) => row.action === 'enrol' && row.outcome === 'refused')).toHaveLength(4)
  })

  test('no token is made for a host that is there already', async () => {
    const world = await twoHosts()
    expect(await world.refused('createEnrolmentToken', { instanceName: 'web-1' })).toMatchObject({
      code: 'InstanceNameAlreadyRegisteredException',
    })
  })

  test('deregistering frees the name at once, and twice is once', async () => {
    const world = await twoHosts()
    for (let time = 0; time < 2; time++) await world.call('deregisterOnPremisesInstance', { instanceName: 'web-1' })
    const { token } = await world.call('createEnrolmentToken', { instanceName: 'web-1' })
    await world.ports.access.redeemEnrolment(claim(token), request)
    const row = await world.store.get('instances', directoryKeys.instance('000000000001', 'web-1'))
    expect(row?.deregisterTime).toBeUndefined()
  })

  test('A24: nobody gives a host the tag of a scaling group by hand', async () => {
    const world = await aWorld()
    const tags = [{ Key: 'aws:autoscaling:groupName', Value: 'storefront-web' }]
    expect(await world.refused('createEnrolmentToken', { tags })).toMatchObject({ code: 'InvalidTagException' })
  })

  test('tags that a shell would read are quoted in the command', async () => {
    const world = await aWorld()
    const { command } = await world.call('createEnrolmentToken', { tags: [{ Key: 'note', Value: "it's $(rm -rf /)" }] })
    expect(command).toContain(`--tag 'note=it'\\''s $(rm -rf /)'`)
  })
})
