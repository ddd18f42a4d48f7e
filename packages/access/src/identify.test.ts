import { directoryKeys } from '@sluice/store'
import { anInstance } from '@sluice/testkit'
import { describe, expect, test } from 'vitest'
import { sessionLongestMs } from './identify.ts'
import { concerns, type Revocation } from './revocations.ts'
import { accountId, aRoom } from './testing/a-room.ts'

const hour = 3_600_000

describe('sessions', () => {
  test('the cookie of a session is its person, with the role of now', async () => {
    const { access, addUser, addSession } = aRoom()
    const user = await addUser()
    const cookie = await addSession(user.userId)
    expect(await access.authenticate({ cookie })).toMatchObject({ kind: 'user', name: 'Dana', role: 'deployer' })
    await addUser({ role: 'viewer' })
    expect(await access.authenticate({ cookie })).toMatchObject({ role: 'viewer' })
  })

  test('A19: a disabled person is nobody from the next request on', async () => {
    const { access, addUser, addSession } = aRoom()
    const user = await addUser()
    const cookie = await addSession(user.userId)
    await addUser({ disabled: true })
    expect(await access.authenticate({ cookie })).toBeUndefined()
  })

  test('A19: after signing out the cookie is worth nothing', async () => {
    const { access, addUser, addSession, commit } = aRoom()
    const user = await addUser()
    const cookie = await addSession(user.userId)
    await commit([{ collection: 'credentials', key: access.hashSecret(cookie), remove: true }])
    expect(await access.authenticate({ cookie })).toBeUndefined()
  })

  test('a session ends after twelve hours without use', async () => {
    const { access, addUser, addSession, clock } = aRoom()
    const cookie = await addSession((await addUser()).userId)
    clock.advance(12 * hour)
    expect(await access.authenticate({ cookie })).toBeUndefined()
  })

  test('a session lives on with its use, for a week at most', async () => {
    const { access, addUser, addSession, clock } = aRoom()
    const cookie = await addSession((await addUser()).userId)
    const hours: number[] = []
    for (let passed = 0; passed < sessionLongestMs + 2 * hour; passed += hour) {
      if ((await access.authenticate({ cookie })) !== undefined) hours.push(passed / hour)
      clock.advance(hour)
    }
    expect(hours).toEqual(Array.from({ length: 7 * 24 }, (_, place) => place))
  })

  test('use within the hour writes nothing', async () => {
    const { access, addUser, addSession, clock, store } = aRoom()
    const cookie = await addSession((await addUser()).userId)
    const before = store.lastSeq()
    for (let minutes = 0; minutes < 59; minutes += 1) {
      clock.advance(60_000)
      await access.authenticate({ cookie })
    }
    expect(store.lastSeq()).toBe(before)
  })

  test('a one-time link, an enrolment token and an access token open no session', async () => {
    const { access, addUser, addCredential, iso } = aRoom()
    const { userId } = await addUser()
    const expireTime = iso(hour)
    const link = await addCredential({ kind: 'signInLink', accountId, userId, expireTime })
    const by = { createdBy: 'Dana', createTime: iso(), expireTime }
    const enrolment = await addCredential({ kind: 'enrolment', accountId, tags: [], ...by })
    const token = await addCredential({
      kind: 'accessToken',
      accountId,
      tokenId: 't',
      name: 'ci',
      role: 'admin',
      ...by,
    })
    for (const cookie of [link, enrolment, token, 'guessed', ''])
      expect(await access.authenticate({ cookie })).toBeUndefined()
    for (const bearer of [link, enrolment]) expect(await access.authenticate({ bearer })).toBeUndefined()
  })
})

describe('bearers', () => {
  const token = { kind: 'accessToken', accountId, tokenId: 't-1', name: 'ci', createdBy: 'Dana' } as const

  test('A19: a token never outranks the person who made it, and dies with their account', async () => {
    const { access, addUser, addCredential, iso } = aRoom()
    const { userId } = await addUser({ role: 'admin' })
    const bearer = await addCredential({ ...token, role: 'admin', userId, createTime: iso() })
    expect(await access.authenticate({ bearer })).toMatchObject({ kind: 'token', name: 'ci', role: 'admin' })
    await addUser({ role: 'viewer' })
    expect(await access.authenticate({ bearer })).toMatchObject({ role: 'viewer' })
    await addUser({ role: 'admin', disabled: true })
    expect(await access.authenticate({ bearer })).toBeUndefined()
  })

  test('an expired token is nobody', async () => {
    const { access, addCredential, clock, iso } = aRoom()
    const bearer = await addCredential({ ...token, role: 'viewer', createTime: iso(), expireTime: iso(hour) })
    clock.advance(hour)
    expect(await access.authenticate({ bearer })).toBeUndefined()
  })

  test('the token of the settings is an administrator; without one, nothing is', async () => {
    expect(await aRoom({ apiToken: 'from-settings' }).access.authenticate({ bearer: 'from-settings' })).toMatchObject({
      kind: 'token',
      role: 'admin',
    })
    expect(await aRoom({ apiToken: 'from-settings' }).access.authenticate({ bearer: 'from-setting' })).toBeUndefined()
    expect(await aRoom().access.authenticate({ bearer: '' })).toBeUndefined()
  })

  test('a wrong bearer is nobody, whatever the cookie beside it', async () => {
    const { access, addUser, addSession } = aRoom()
    const cookie = await addSession((await addUser()).userId)
    expect(await access.authenticate({ cookie, bearer: 'guessed' })).toBeUndefined()
  })
})

describe('asking again about an open socket', () => {
  test('A19: finds out what has ended meanwhile, and does not count as use', async () => {
    const { access, addUser, addSession, clock, store } = aRoom({ apiToken: 'from-settings' })
    const session = await access.identify({ cookie: await addSession((await addUser()).userId) })
    const settings = await access.identify({ bearer: 'from-settings' })
    clock.advance(12 * hour - 1)
    const before = store.lastSeq()
    expect(await access.identifyAgain(session!)).toEqual(session)
    expect(store.lastSeq()).toBe(before)
    clock.advance(1)
    expect(await access.identifyAgain(session!)).toBeUndefined()
    expect(await access.identifyAgain(settings!)).toEqual(settings)
  })

  test('A19: knows a session that was used elsewhere meanwhile, with its new end and the role of now', async () => {
    const { access, addUser, addSession, clock } = aRoom()
    const cookie = await addSession((await addUser()).userId)
    const first = await access.identify({ cookie })
    clock.advance(11 * hour)
    await access.identify({ cookie })
    await addUser({ role: 'viewer' })
    expect(await access.identifyAgain(first!)).toMatchObject({
      actor: { role: 'viewer' },
      endsAt: (first?.endsAt ?? 0) + 11 * hour,
    })
  })
})

describe('revocations', () => {
  test('A19: signing out cuts the sockets of that session only; a changed role cuts all of the person', async () => {
    const { access, addUser, addSession, commit } = aRoom()
    const { userId } = await addUser()
    const [one, two] = [await addSession(userId), await addSession(userId)]
    const identities = await Promise.all([one, two].map((cookie) => access.identify({ cookie })))
    const told: Revocation[] = []
    access.onRevoked((revocation) => told.push(revocation))
    const cut = () => identities.map((identity) => told.some((revocation) => concerns(revocation, identity!)))
    await commit([{ collection: 'credentials', key: access.hashSecret(one), remove: true }])
    expect(cut()).toEqual([true, false])
    await addUser({ role: 'viewer' })
    expect(cut()).toEqual([true, true])
  })

  test('another person’s change cuts nobody else', async () => {
    const { access, addUser, addSession } = aRoom()
    const { userId } = await addUser()
    const identity = await access.identify({ cookie: await addSession(userId) })
    const told: Revocation[] = []
    access.onRevoked((revocation) => told.push(revocation))
    await addUser({ userId: '11111111-7f4b-4a6e-9f3f-5d6c1b2a3e4f', email: 'sam@example.com', role: 'viewer' })
    expect(told.filter((revocation) => concerns(revocation, identity!))).toEqual([])
  })

  test('A19: of tokens, only those that the changed person made are cut', async () => {
    const { access, addUser, addCredential, iso } = aRoom({ apiToken: 'from-settings' })
    const { userId } = await addUser({ role: 'admin' })
    const token = {
      kind: 'accessToken',
      accountId,
      name: 'ci',
      role: 'viewer',
      createdBy: '',
      createTime: iso(),
    } as const
    const own = await addCredential({ ...token, tokenId: 'own', userId })
    const nobodys = await addCredential({ ...token, tokenId: 'nobodys' })
    const identities = await Promise.all([own, nobodys, 'from-settings'].map((bearer) => access.identify({ bearer })))
    const told: Revocation[] = []
    access.onRevoked((revocation) => told.push(revocation))
    await addUser({ role: 'viewer' })
    const cut = identities.map((identity) => told.some((revocation) => concerns(revocation, identity!)))
    expect(cut).toEqual([true, false, false])
  })

  test('A5: a deregistered host is named', async () => {
    const { access, commit, iso } = aRoom()
    const told: Revocation[] = []
    access.onRevoked((revocation) => told.push(revocation))
    const put = anInstance({ deregisterTime: iso() })
    await commit([{ collection: 'instances', key: directoryKeys.instance(accountId, 'web-1'), put }])
    expect(told).toEqual([{ kind: 'instance', accountId, instanceName: 'web-1' }])
  })
})
