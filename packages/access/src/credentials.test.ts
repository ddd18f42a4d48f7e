import { type Credential, firstAccountId, type User } from '@sluice/model'
import { openMemoryStore, directoryKeys, type DirectoryChange } from '@sluice/store'
import { describe, expect, test } from 'vitest'
import { createCredentials } from './credentials.ts'
import { drawSecret } from './secrets.ts'

const now = Date.parse('2026-11-23T12:00:00.000Z')
const later = '2026-11-23T13:00:00.000Z'
const userId = '0190a000-0000-7000-8000-000000000001'
const dana: User = {
  userId,
  accountId: firstAccountId,
  email: 'dana@example.com',
  name: 'Dana',
  role: 'deployer',
  disabled: false,
  createTime: later,
}

async function signedIn(credential: Credential) {
  const store = openMemoryStore()
  const { secret, hash } = drawSecret()
  const write = (...directory: DirectoryChange[]) =>
    store.commit({
      at: now,
      appended: [],
      snapshots: [],
      deployments: [],
      targets: [],
      directory,
      idempotency: [],
      audit: [],
    })
  const putUser = (user: User) =>
    write({ collection: 'users', key: directoryKeys.user(firstAccountId, userId), put: user })
  await putUser(dana)
  await write({ collection: 'credentials', key: hash, put: credential })
  return { secret, putUser, credentials: createCredentials(store, () => now) }
}

const session: Credential = { kind: 'session', accountId: firstAccountId, userId, createTime: later, expireTime: later }
const token: Credential = {
  kind: 'accessToken',
  accountId: firstAccountId,
  tokenId: 't',
  name: 'pipeline',
  role: 'admin',
  createdBy: 'Dana',
  createTime: later,
  userId,
}

describe('who stands behind a secret', () => {
  test('a session is its user, with the role of this moment (A19)', async () => {
    const { secret, putUser, credentials } = await signedIn(session)
    expect(await credentials.actorOfSession(secret)).toMatchObject({ kind: 'user', name: 'Dana', role: 'deployer' })
    await putUser({ ...dana, role: 'viewer' })
    expect(await credentials.actorOfSession(secret)).toMatchObject({ role: 'viewer' })
  })
  test('A19: the sessions and tokens of a disabled user are worth nothing', async () => {
    const [asSession, asToken] = [await signedIn(session), await signedIn(token)]
    await asSession.putUser({ ...dana, disabled: true })
    await asToken.putUser({ ...dana, disabled: true })
    expect(await asSession.credentials.actorOfSession(asSession.secret)).toBeUndefined()
    expect(await asToken.credentials.actorOfToken(asToken.secret)).toBeUndefined()
  })
  test('an expired session is worth nothing', async () => {
    const { secret, credentials } = await signedIn({ ...session, expireTime: '2026-11-23T11:59:59.000Z' })
    expect(await credentials.actorOfSession(secret)).toBeUndefined()
  })
  test('a token acts with its own role', async () => {
    const { secret, credentials } = await signedIn(token)
    expect(await credentials.actorOfToken(secret)).toMatchObject({ kind: 'token', name: 'pipeline', role: 'admin' })
  })
  test('a session is no token, a token is no session, and a guess is neither', async () => {
    const [asSession, asToken] = [await signedIn(session), await signedIn(token)]
    expect(await asSession.credentials.actorOfToken(asSession.secret)).toBeUndefined()
    expect(await asToken.credentials.actorOfSession(asToken.secret)).toBeUndefined()
    expect(await asToken.credentials.actorOfToken('slu_guess')).toBeUndefined()
  })
})
