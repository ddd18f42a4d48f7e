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

  test('gets a one-time link at each start until an administrator has a password', async () => {
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

  test('settings change nobody once an administrator has a password, and say so when they name somebody else', async () => {
    const room = aRoom()
    await room.access.ensureFirstAdministrator({ email: 'dana@example.com', password: 'correct horse' })
    const before = [await users(room), room.store.lastSeq()]
    const again = await room.access.ensureFirstAdministrator({ email: 'Dana@example.com', password: 'battery staple' })
    const other = await room.access.ensureFirstAdministrator({ email: 'eve@example.com', password: 'battery staple' })
    expect(again).toEqual({})
    expect(other).toEqual({ notMade: expect.stringMatching(/^SLUICE_ADMIN_EMAIL: eve@.* \(dana@example\.com\)/) })
    expect([await users(room), room.store.lastSeq()]).toEqual(before)
  })

  test('is made beside people who are no administrators, or who cannot be any more', async () => {
    const room = aRoom()
    const passwordHash = await room.access.hashPassword('correct horse')
    const vic = await room.addUser({ email: 'vic@example.com', role: 'viewer', passwordHash })
    const userId = '11111111-7f4b-4a6e-9f3f-5d6c1b2a3e4f'
    await room.addUser({ userId, email: 'old@example.com', role: 'admin', disabled: true, passwordHash })
    const answer = await room.access.ensureFirstAdministrator({ email: 'eve@example.com', password: 'battery staple' })
    expect(answer).toEqual({})
    expect(await users(room)).toContainEqual(expect.objectContaining({ email: 'eve@example.com', role: 'admin' }))
    expect(await users(room)).toContainEqual(vic)
  })

  test('somebody who is here without the role is named as such, and stays without it', async () => {
    const room = aRoom()
    await room.access.ensureFirstAdministrator({ email: 'dana@example.com', password: 'correct horse' })
    const userId = '11111111-7f4b-4a6e-9f3f-5d6c1b2a3e4f'
    const vic = await room.addUser({ userId, email: 'vic@example.com', role: 'viewer' })
    const answer = await room.access.ensureFirstAdministrator({ email: vic.email, password: 'battery staple' })
    expect(answer.notMade).toContain('vic@example.com is no administrator any more')
    expect(await users(room)).toContainEqual(vic)
  })
})
