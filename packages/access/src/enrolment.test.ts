import { directoryKeys } from '@sluice/store'
import { describe, expect, test } from 'vitest'
import { accountId, aRoom } from './testing/a-room.ts'

const request = { requestId: 'r-1', address: '192.0.2.7' }
const claim = (token: string, instanceName = 'web-1') => ({
  token,
  instanceName,
  publicKey: 'K'.repeat(43),
  os: 'linux',
  agentVersion: '0.1.0',
  tags: [],
})

interface Bound {
  instanceName?: string
  tags?: { Key: string; Value: string }[]
  address?: string
  port?: number
}

async function aRoomWithToken(bound: Bound = {}) {
  const room = aRoom()
  const { secret, change } = room.access.drawEnrolmentToken({ accountId, tags: [], createdBy: 'Dana', ...bound })
  await room.commit([change])
  return { ...room, secret, enrol: (name?: string) => room.access.redeemEnrolment(claim(secret, name), request) }
}

describe('enrolment', () => {
  test('a good token makes a host with the token’s tags', async () => {
    const { access, secret, store } = await aRoomWithToken({ tags: [{ Key: 'env', Value: 'prod' }] })
    const tags = [
      { Key: 'env', Value: 'staging' },
      { Key: 'rack', Value: '7' },
    ]
    const instance = await access.redeemEnrolment({ ...claim(secret), tags }, request)
    expect(instance).toMatchObject({
      instanceName: 'web-1',
      enrolledBy: 'Dana',
      tags: [
        { Key: 'env', Value: 'prod' },
        { Key: 'rack', Value: '7' },
      ],
    })
    expect(await store.get('instances', directoryKeys.instance(accountId, 'web-1'))).toEqual(instance)
  })

  test('A1: a token that was used is refused for every other host, with an audit row', async () => {
    const { enrol, audit, store } = await aRoomWithToken()
    await enrol('web-1')
    expect(await enrol('web-2')).toMatchObject({
      code: 'EnrolmentRefused',
      message: expect.stringContaining('already used by web-1'),
    })
    expect(await store.get('instances', directoryKeys.instance(accountId, 'web-2'))).toBeUndefined()
    expect((await audit())[0]).toMatchObject({ action: 'enrol', outcome: 'refused', resource: 'instance:web-2' })
  })

  test('A1: an expired token is refused', async () => {
    const { enrol, clock, audit } = await aRoomWithToken()
    clock.advance(3_600_000)
    expect(await enrol()).toMatchObject({ code: 'EnrolmentRefused', message: expect.stringContaining('expired') })
    expect((await audit())[0]).toMatchObject({ outcome: 'refused' })
  })

  test('A1: a token for one host is refused for another, and stays good for its own', async () => {
    const { enrol } = await aRoomWithToken({ instanceName: 'web-7' })
    expect(await enrol('web-1')).toMatchObject({ code: 'EnrolmentRefused' })
    expect(await enrol('web-7')).toMatchObject({ instanceName: 'web-7' })
  })

  test('A1: a token that nobody made is refused', async () => {
    const { access, audit } = aRoom()
    expect(await access.redeemEnrolment(claim('guessed-guessed-guessed'), request)).toMatchObject({
      code: 'EnrolmentRefused',
    })
    expect((await audit())[0]).toMatchObject({ outcome: 'refused' })
  })

  test('A1: a session or a link is no enrolment token', async () => {
    const { access, addUser, addSession } = aRoom()
    const cookie = await addSession((await addUser()).userId)
    expect(await access.redeemEnrolment(claim(cookie), request)).toMatchObject({ code: 'EnrolmentRefused' })
  })

  test('a host whose answer was lost may ask once more, with its own key only', async () => {
    const { access, enrol, secret } = await aRoomWithToken()
    const first = await enrol()
    expect(await enrol()).toEqual(first)
    const stranger = { ...claim(secret), publicKey: 'X'.repeat(43) }
    expect(await access.redeemEnrolment(stranger, request)).toMatchObject({ code: 'EnrolmentRefused' })
  })

  test('the name of a registered host cannot be taken over, and the token is not used up by trying', async () => {
    const { access, enrol, commit } = await aRoomWithToken()
    await enrol('web-1')
    const { secret, change } = access.drawEnrolmentToken({ accountId, tags: [], createdBy: 'Dana' })
    await commit([change])
    const other = { ...claim(secret), publicKey: 'X'.repeat(43) }
    expect(await access.redeemEnrolment(other, request)).toMatchObject({
      code: 'InstanceNameAlreadyRegisteredException',
    })
    expect(await access.redeemEnrolment({ ...other, instanceName: 'web-2' }, request)).toMatchObject({
      instanceName: 'web-2',
    })
  })

  test('the name of a deregistered host is free again', async () => {
    const { access, enrol, commit, store, iso } = await aRoomWithToken()
    await enrol('web-1')
    const key = directoryKeys.instance(accountId, 'web-1')
    const row = await store.get('instances', key)
    const { secret, change } = access.drawEnrolmentToken({ accountId, tags: [], createdBy: 'Dana' })
    await commit([{ collection: 'instances', key, put: { ...row!, deregisterTime: iso() } }, change])
    const again = await access.redeemEnrolment({ ...claim(secret), publicKey: 'X'.repeat(43) }, request)
    expect(again).not.toHaveProperty('deregisterTime')
    expect(again).toMatchObject({ publicKey: 'X'.repeat(43) })
  })

  test('A24: fields that a host adds to its request end up nowhere', async () => {
    const { access, secret } = await aRoomWithToken()
    const extra = '"accountId":"000000000002","enrolledBy":"me","role":"admin","__proto__":{"evil":true}'
    const sent = JSON.parse(`{${extra},${JSON.stringify(claim(secret)).slice(1)}`) as ReturnType<typeof claim>
    const instance = await access.redeemEnrolment(sent, request)
    expect(instance).toMatchObject({ accountId, enrolledBy: 'Dana' })
    expect(instance).not.toHaveProperty('role')
    expect(instance).not.toHaveProperty('evil')
  })

  test('a host is reached where its token says, else where its enrolment came from', async () => {
    const known = await aRoomWithToken({ address: '127.17.248.11', port: 8080 })
    expect(await known.enrol()).toMatchObject({ address: '127.17.248.11', port: 8080 })
    const unknown = await aRoomWithToken()
    const instance = await unknown.enrol()
    expect(instance).toMatchObject({ address: request.address })
    expect(instance).not.toHaveProperty('port')
  })

  test('A24: an address that a host states of itself is not believed', async () => {
    const { access, secret } = await aRoomWithToken()
    const lying = { ...claim(secret), address: '169.254.169.254', port: 80 }
    const instance = await access.redeemEnrolment(lying, request)
    expect(instance).toMatchObject({ address: request.address })
    expect(instance).not.toHaveProperty('port')
  })

  test('A24: a host cannot give itself the tag of hosts that we made', async () => {
    const { access, secret } = await aRoomWithToken()
    const tags = [
      { Key: 'aws:autoscaling:groupName', Value: 'CodeDeploy_production_d-AAAAAAAA1' },
      { Key: 'AWS:autoscaling:groupName', Value: 'the same' },
      { Key: 'rack', Value: '7' },
    ]
    expect(await access.redeemEnrolment({ ...claim(secret), tags }, request)).toMatchObject({
      tags: [{ Key: 'rack', Value: '7' }],
    })
  })

  test('a host has one value for a key, however often it names it', async () => {
    const { access, secret } = await aRoomWithToken()
    const tags = [
      { Key: 'rack', Value: '7' },
      { Key: 'rack', Value: '8' },
    ]
    expect(await access.redeemEnrolment({ ...claim(secret), tags }, request)).toMatchObject({
      tags: [{ Key: 'rack', Value: '7' }],
    })
  })

  test('A15: neither the token nor its hash is in the answer or the audit', async () => {
    const { enrol, secret, access, audit } = await aRoomWithToken()
    const seen = JSON.stringify([await enrol(), await enrol('web-2'), await audit()])
    expect(seen).not.toContain(secret)
    expect(seen).not.toContain(access.hashSecret(secret))
  })
})
