import { describe, expect, test } from 'vitest'
import { directoryKeys } from '@sluice/store'
import { accountId, aRoom } from './testing/a-room.ts'

const users = (room: ReturnType<typeof aRoom>) => room.store.list('users', directoryKeys.users(accountId))

describe('the first administrator', () => {
  test('is the one whom the settings name, with that password and no link', async () => {
    const room = aRoom()
    const answer = await room.access.ensureFirstAdministrator({ email: 'Dana@Example.com', password: 'correct horse' })
    const [user] = await users(room)
    expect(answer).toEqual({})
    expect(user).toMatchObject({ email: 'dana@example.com', role: 'admin' })
    expect(await room.access.isPassword(user?.passwordHash, 'correct horse')).toBe(true)
    expect(await room.store.get('userEmails', 'dana@example.com')).toMatchObject({ userId: user?.userId })
  })

  test('gets a one-time link at each start until somebody has a password', async () => {
    const room = aRoom()
    const first = await room.access.ensureFirstAdministrator({})
    const second = await room.access.ensureFirstAdministrator({})
    expect(first.link).toBeDefined()
    expect(second.link).not.toBe(first.link)
    const [user, ...others] = await users(room)
    expect(others).toEqual([])
    expect(await room.store.get('credentials', room.access.hashSecret(second.link ?? ''))).toMatchObject({
      kind: 'signInLink',
      userId: user?.userId,
    })
    await room.addUser({ ...user, passwordHash: await room.access.hashPassword('correct horse') })
    expect(await room.access.ensureFirstAdministrator({})).toEqual({})
  })

  test('settings change nobody once somebody has a password', async () => {
    const room = aRoom()
    await room.access.ensureFirstAdministrator({ email: 'dana@example.com', password: 'correct horse' })
    const before = [await users(room), room.store.lastSeq()]
    await room.access.ensureFirstAdministrator({ email: 'eve@example.com', password: 'battery staple' })
    await room.access.ensureFirstAdministrator({ email: 'dana@example.com', password: 'battery staple' })
    expect([await users(room), room.store.lastSeq()]).toEqual(before)
  })
})
