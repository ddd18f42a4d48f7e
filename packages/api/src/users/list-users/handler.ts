import { directoryKeys } from '@sluice/store'
import type { Handler } from '../../handler.ts'

export const listUsers: Handler<'listUsers'> = async (_input, { actor, ports }) => {
  const users = await ports.store.list('users', directoryKeys.users(actor.accountId))
  return {
    users: users
      .map(({ userId, email, name, role, disabled, passwordHash, createTime }) => {
        return { userId, email, name, role, disabled, hasPassword: passwordHash !== undefined, createTime }
      })
      .toSorted((a, b) => a.name.localeCompare(b.name, 'en')),
  }
}
