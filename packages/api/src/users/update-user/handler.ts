import { refuse, type User } from '@sluice/model'
import { directoryKeys, type Store } from '@sluice/store'
import type { Handler } from '../../handler.ts'
import { changeDirectory, type Decision } from '../../queries/change-directory.ts'
import { findUser } from '../find-user.ts'

export const updateUser: Handler<'updateUser'> = async ({ userId, name, role, disabled }, call) => {
  const { accountId } = call.actor
  const decide = async (store: Store): Promise<Decision<Record<string, never>>> => {
    const before = await findUser(store, accountId, userId)
    const user: User = {
      ...before,
      name: name ?? before.name,
      role: role ?? before.role,
      disabled: disabled ?? before.disabled,
    }
    await refuseToLoseLastAdministrator(store, before, user)
    return { changes: [{ collection: 'users', key: directoryKeys.user(accountId, userId), put: user }], answer: {} }
  }
  return changeDirectory(call, `user:${userId}`, decide, changeWords({ name, role, disabled }))
}

/** For the audit. */
function changeWords({ name, role, disabled }: Partial<Pick<User, 'name' | 'role' | 'disabled'>>): string | undefined {
  const switched = disabled === undefined ? '' : disabled ? 'switched off' : 'switched on'
  const words = [name === undefined ? '' : `name ${name}`, role === undefined ? '' : `role ${role}`, switched]
  return words.filter((word) => word !== '').join(', ') || undefined
}

async function refuseToLoseLastAdministrator(store: Store, before: User, after: User): Promise<void> {
  if (!isAdministrator(before) || isAdministrator(after)) return
  const users = await store.list('users', directoryKeys.users(before.accountId))
  if (users.some((user) => user.userId !== before.userId && isAdministrator(user))) return
  refuse('InvalidInputException', `${before.name} is the last administrator: make somebody else one first.`)
}

const isAdministrator = ({ role, disabled }: User): boolean => role === 'admin' && !disabled
