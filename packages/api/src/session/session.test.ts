import { firstAccountId, type Actor } from '@sluice/model'
import { describe, expect, test } from 'vitest'
import { aWorld, type World } from '../testing/a-world.ts'

const email = 'dana@example.com'
const password = 'correct horse battery'
const stranger = { caller: undefined }

/** An administrator with a password, and how they look to a door. */
async function dana(world: World): Promise<Actor> {
  await world.call('createUser', { email: 'Dana@Example.com', name: 'Dana', role: 'admin', password })
  await world.call('signIn', { email, password }, stranger)
  return whoOpened(world)
}

const linkIn = (address: string) => new URL(address).searchParams.get('link') ?? ''
const idOf = (actor: Actor) => (actor.kind === 'user' ? actor.userId : '')

async function whoOpened(world: World): Promise<Actor> {
  const actor = await world.ports.access.authenticate({ cookie: world.session.opened.at(-1) })
  if (actor === undefined) throw new Error('nobody was signed in')
  return actor
}

describe('signIn', () => {
  test('with e-mail and password opens a session, however the address is written', async () => {
    const world = await aWorld()
    expect(await dana(world)).toMatchObject({ kind: 'user', name: 'Dana', role: 'admin' })
    await world.call('signIn', { email: ' DANA@example.com', password }, stranger)
    expect(world.session.opened).toHaveLength(2)
  })

  test('a one-time link works once', async () => {
    const world = await aWorld()
    const { signInLink } = await world.call('createUser', { email, name: 'Dana', role: 'viewer' })
    const link = linkIn(signInLink)
    expect(await world.call('signIn', { link }, stranger)).toEqual({ name: 'Dana' })
    expect(await world.refused('signIn', { link }, stranger)).toMatchObject({ code: 'SignInRefused' })
  })

  test('of two who press the same link at once one comes in', async () => {
    const world = await aWorld()
    const { signInLink } = await world.call('createUser', { email, name: 'Dana', role: 'viewer' })
    const link = linkIn(signInLink)
    const ends = await Promise.allSettled([1, 2].map(() => world.call('signIn', { link }, stranger)))
    expect(ends.map((end) => end.status).toSorted()).toEqual(['fulfilled', 'rejected'])
  })

  test('a link that is too old, or of somebody who was switched off, lets nobody in', async () => {
    const world = await aWorld()
    const { userId, signInLink } = await world.call('createUser', { email, name: 'Dana', role: 'viewer' })
    const link = linkIn(signInLink)
    await world.call('updateUser', { userId, disabled: true })
    expect(await world.refused('signIn', { link }, stranger)).toMatchObject({ code: 'SignInRefused' })
    await world.call('updateUser', { userId, disabled: false })
    world.clock.advance(3600_000)
    expect(await world.refused('signIn', { link }, stranger)).toMatchObject({ code: 'SignInRefused' })
  })

  test('A26: a wrong password, an unknown address and a switched-off account are refused in the same words', async () => {
    const world = await aWorld()
    await dana(world)
    const off = { email: 'off@example.com', name: 'Off', role: 'viewer', password } as const
    const { userId } = await world.call('createUser', off)
    await world.call('updateUser', { userId, disabled: true })
    const refusals = [
      await world.refused('signIn', { email, password: 'wrong' }, stranger),
      await world.refused('signIn', { email: 'nobody@example.com', password }, stranger),
      await world.refused('signIn', { email: off.email, password }, stranger),
    ]
    expect(new Set(refusals.map((one) => JSON.stringify(one))).size).toBe(1)
    expect(refusals[0]?.code).toBe('SignInRefused')
  })

  test('A26: guessing is slowed down, and each refused try leaves an audit row without what was typed', async () => {
    const world = await aWorld()
    await dana(world)
    const codes: string[] = []
    for (let guess = 0; guess < 10; guess++)
      codes.push((await world.refused('signIn', { email, password: `guess ${guess}` }, stranger)).code)
    expect(codes).toContain('TooManyRequests')
    expect(await world.refused('signIn', { email, password }, stranger)).toMatchObject({ code: 'TooManyRequests' })
    const rows = await world.store.listAudit({ accountId: firstAccountId, limit: 100 })
    const refusedRows = rows.filter((row) => row.action === 'signIn' && row.outcome === 'refused')
    expect(refusedRows.length).toBeGreaterThanOrEqual(5)
    expect(JSON.stringify(rows)).not.toContain('guess')
  })

  test('A19: a session that was planted before is not the one that is signed in', async () => {
    const world = await aWorld()
    await dana(world)
    const planted = world.session.opened.at(-1) ?? ''
    await world.call('signIn', { email, password }, { ...stranger, secret: planted })
    expect(world.session.opened.at(-1)).not.toBe(planted)
    expect(await world.ports.access.authenticate({ cookie: planted })).toBeUndefined()
  })

  test('neither password nor link is bad input', async () => {
    const world = await aWorld()
    expect(await world.refused('signIn', { email }, stranger)).toMatchObject({ code: 'InvalidInputException' })
  })
})

describe('getSession', () => {
  test('tells a stranger nothing but whether this is the first start', async () => {
    const world = await aWorld()
    expect(await world.call('getSession', {}, stranger)).toEqual({ firstRun: true })
    await dana(world)
    expect(await world.call('getSession', {}, stranger)).toEqual({ firstRun: false })
  })

  test('says for every operation whether it may be called, and if not, why', async () => {
    const world = await aWorld()
    const { session } = await world.call('getSession', {}, { role: 'viewer' })
    expect(session?.permissions).toMatchObject({
      listDeployments: { allowed: true },
      createDeployment: { allowed: false, reason: expect.stringContaining('ask an administrator') },
    })
  })
})

test('A19: signing out ends the session on the server', async () => {
  const world = await aWorld()
  const caller = await dana(world)
  const secret = world.session.opened.at(-1) ?? ''
  await world.call('signOut', {}, { caller, secret })
  expect(world.session.closed).toBe(1)
  expect(await world.ports.access.authenticate({ cookie: secret })).toBeUndefined()
})

describe('setPassword', () => {
  test('needs the current one, and then only the new one is good', async () => {
    const world = await aWorld()
    const caller = await dana(world)
    const newPassword = 'a longer password'
    const wrong = { currentPassword: 'wrong', newPassword }
    expect(await world.refused('setPassword', wrong, { caller })).toMatchObject({ code: 'SignInRefused' })
    await world.call('setPassword', { currentPassword: password, newPassword }, { caller })
    expect(await world.refused('signIn', { email, password }, stranger)).toMatchObject({ code: 'SignInRefused' })
    await world.call('signIn', { email, password: newPassword }, stranger)
  })

  test('A19: ends every other session of that person and their unused links, and nobody else’s', async () => {
    const world = await aWorld()
    const caller = await dana(world)
    const { userId, signInLink } = await world.call('createUser', {
      email: 'eve@example.com',
      name: 'Eve',
      role: 'viewer',
    })
    await world.call('signIn', { link: linkIn(signInLink) }, stranger)
    const { signInLink: unused } = await world.call('createSignInLink', { userId: idOf(caller) })
    const { signInLink: eves } = await world.call('createSignInLink', { userId })
    await world.call('signIn', { email, password }, stranger)
    const [first, eve, own] = world.session.opened
    await world.call(
      'setPassword',
      { currentPassword: password, newPassword: 'a longer password' },
      { caller, secret: own ?? '' },
    )
    const names = await Promise.all(
      [first, eve, own].map(async (cookie) => (await world.ports.access.authenticate({ cookie }))?.name),
    )
    expect(names).toEqual([undefined, 'Eve', 'Dana'])
    expect(await world.refused('signIn', { link: linkIn(unused) }, stranger)).toMatchObject({ code: 'SignInRefused' })
    expect(await world.call('signIn', { link: linkIn(eves) }, stranger)).toEqual({ name: 'Eve' })
  })

  test('A26: guessing the current one is slowed down like a sign-in', async () => {
    const world = await aWorld()
    const caller = await dana(world)
    const codes: string[] = []
    for (let guess = 0; guess < 10; guess++) {
      const wrong = { currentPassword: `guess ${guess}`, newPassword: 'a longer password' }
      codes.push((await world.refused('setPassword', wrong, { caller })).code)
    }
    expect(codes.slice(0, 5)).toEqual(Array.from({ length: 5 }, () => 'SignInRefused'))
    const right = { currentPassword: password, newPassword: 'a longer password' }
    expect(await world.refused('setPassword', right, { caller })).toMatchObject({ code: 'TooManyRequests' })
  })

  test('who came by a link chooses a first one without any', async () => {
    const world = await aWorld()
    const { signInLink } = await world.call('createUser', { email, name: 'Dana', role: 'viewer' })
    await world.call('signIn', { link: linkIn(signInLink) }, stranger)
    await world.call('setPassword', { newPassword: password }, { caller: await whoOpened(world) })
    await world.call('signIn', { email, password }, stranger)
  })

  test('a short one is refused, and a token has none', async () => {
    const world = await aWorld()
    const caller = await dana(world)
    expect(await world.refused('setPassword', { newPassword: 'short' }, { caller })).toMatchObject({
      code: 'InvalidInputException',
      message: expect.stringContaining('at least 12'),
    })
    const token: Actor = { kind: 'token', accountId: firstAccountId, tokenId: 't', name: 'ci', role: 'admin' }
    expect(await world.refused('setPassword', { newPassword: password }, { caller: token })).toMatchObject({
      code: 'SignInRefused',
    })
  })
})
