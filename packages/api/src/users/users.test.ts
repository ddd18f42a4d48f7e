import { firstAccountId, type Actor } from '@sluice/model'
import { describe, expect, test } from 'vitest'
import { aWorld } from '../testing/a-world.ts'

const dana = { email: 'dana@example.com', name: 'Dana', role: 'admin' } as const
const boot: Actor = { kind: 'token', accountId: firstAccountId, tokenId: 'boot', name: 'Boot', role: 'admin' }

describe('people', () => {
  test('are invited with a link, and listed without any secret (A15)', async () => {
    const world = await aWorld()
    const made = await world.call('createUser', { ...dana, password: 'correct horse battery' })
    expect(made.signInLink).toMatch(/^https:\/\/sluice\.example\.com\/sign-in\?link=\S{20,}$/)
    const listed = await world.call('listUsers', {})
    expect(listed.users).toMatchObject([{ email: dana.email, hasPassword: true, disabled: false }])
    expect(JSON.stringify(listed)).not.toMatch(/argon2|passwordHash|slu_/)
  })

  test('an address signs in one person', async () => {
    const world = await aWorld()
    await world.call('createUser', dana)
    const again = { ...dana, email: 'DANA@example.com' }
    expect(await world.refused('createUser', again)).toMatchObject({ code: 'UserAlreadyExists' })
  })

  test('the last administrator cannot be taken away', async () => {
    const world = await aWorld()
    const { userId } = await world.call('createUser', dana)
    for (const change of [{ role: 'viewer' }, { disabled: true }])
      expect(await world.refused('updateUser', { userId, ...change })).toMatchObject({ code: 'InvalidInputException' })
    await world.call('createUser', { ...dana, email: 'eve@example.com' })
    await world.call('updateUser', { userId, role: 'viewer', name: 'Dana D.' })
    expect((await world.call('listUsers', {})).users).toContainEqual(
      expect.objectContaining({ userId, role: 'viewer', name: 'Dana D.' }),
    )
  })

  test('who is not there is refused', async () => {
    const world = await aWorld()
    for (const name of ['updateUser', 'createSignInLink'])
      expect(await world.refused(name, { userId: 'nobody' })).toMatchObject({ code: 'UserDoesNotExist' })
  })

  test('whoever lost their link gets another', async () => {
    const world = await aWorld()
    const { userId } = await world.call('createUser', dana)
    const { signInLink } = await world.call('createSignInLink', { userId })
    const link = new URL(signInLink).searchParams.get('link') ?? ''
    expect(await world.call('signIn', { link }, { caller: undefined })).toEqual({ name: 'Dana' })
  })
})

describe('access tokens', () => {
  test('are good until they are revoked, and are listed without their secret', async () => {
    const world = await aWorld()
    const { tokenId, token } = await world.call('createAccessToken', { name: 'ci', role: 'deployer' }, { caller: boot })
    const listed = await world.call('listAccessTokens', {})
    expect(listed.tokens).toMatchObject([{ tokenId, name: 'ci', role: 'deployer', createdBy: 'Boot' }])
    expect(JSON.stringify(listed)).not.toContain(token)
    await world.call('revokeAccessToken', { tokenId })
    expect(await world.ports.access.authenticate({ bearer: token })).toBeUndefined()
    expect((await world.call('listAccessTokens', {})).tokens).toEqual([])
  })

  test('A19: a token that a token made dies with the account of the person behind both', async () => {
    const world = await aWorld()
    const { userId } = await world.call('createUser', dana)
    await world.call('createUser', { ...dana, email: 'ada@example.com', name: 'Ada' })
    const caller: Actor = { kind: 'user', accountId: firstAccountId, userId, name: 'Dana', role: 'admin' }
    const first = await world.call('createAccessToken', { name: 'first', role: 'admin' }, { caller })
    const asToken = await world.ports.access.authenticate({ bearer: first.token })
    const second = await world.call('createAccessToken', { name: 'second', role: 'admin' }, { caller: asToken })
    expect(await world.ports.access.authenticate({ bearer: second.token })).toMatchObject({ name: 'second' })
    await world.call('updateUser', { userId, disabled: true })
    for (const { token } of [first, second])
      expect(await world.ports.access.authenticate({ bearer: token })).toBeUndefined()
  })

  test('end after their days', async () => {
    const world = await aWorld()
    const made = await world.call('createAccessToken', { name: 'ci', role: 'viewer', days: 1 }, { caller: boot })
    world.clock.advance(24 * 3600_000 + 1)
    expect(await world.ports.access.authenticate({ bearer: made.token })).toBeUndefined()
    expect((await world.call('listAccessTokens', {})).tokens).toEqual([])
  })

  test('one that is not there cannot be revoked, and no session can be revoked as one', async () => {
    const world = await aWorld()
    expect(await world.refused('revokeAccessToken', { tokenId: 'nothing' })).toMatchObject({
      code: 'InvalidInputException',
    })
  })
})

describe('names of people and of tokens', () => {
  const said = async (name: string) => {
    const world = await aWorld()
    const refusals = [
      await world.refused('createAccessToken', { name, role: 'viewer' }),
      await world.refused('createUser', { ...dana, name }),
    ]
    return refusals.map(({ details }) => (details ?? []).map(({ message }) => message))
  }

  test('of nothing but spaces are refused as empty ones are', async () => {
    const empty = ['name must not be empty.']
    expect(await said('')).toEqual([empty, empty])
    expect(await said('   ')).toEqual([empty, empty])
  })

  test('that are too long are refused in the words of every other name', async () => {
    const tooLong = ['name must be at most 100 characters long.']
    expect(await said('x'.repeat(101))).toEqual([tooLong, tooLong])
  })

  test('lose the spaces around them', async () => {
    const world = await aWorld()
    await world.call('createAccessToken', { name: ' nightly ', role: 'viewer' })
    expect((await world.call('listAccessTokens', {})).tokens).toMatchObject([{ name: 'nightly' }])
  })
})

test('the audit tells who did what, newest first, page by page', async () => {
  const world = await aWorld()
  for (let number = 0; number < 105; number++)
    await world.call('createApplication', { applicationName: `app-${number}` })
  const first = await world.call('listAuditRecords', {})
  const second = await world.call('listAuditRecords', { nextToken: first.nextToken })
  const rows = [...first.records, ...second.records]
  expect(rows).toHaveLength(105)
  expect(rows[0]).toMatchObject({ action: 'createApplication', resource: 'application:app-104', outcome: 'done' })
  expect(second.nextToken).toBeUndefined()
  expect(await world.refused('listAuditRecords', { nextToken: 'made up' })).toMatchObject({
    code: 'InvalidNextTokenException',
  })
})
