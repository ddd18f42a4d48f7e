import { firstAccountId, type ActionState, type Actor } from '@sluice/model'
import { directoryKeys, type Store } from '@sluice/store'
import { operations, type OperationName, type SessionInfo } from '../../contracts.ts'
import type { Handler } from '../../handler.ts'
import type { Ports } from '../../ports.ts'
import { ownUser } from '../own-user.ts'

export const getSession: Handler<'getSession'> = async (_input, { caller, ports }) => {
  const firstRun = await isFirstRun(ports.store)
  if (caller === undefined || !('role' in caller)) return { firstRun }
  const user = await ownUser(ports.store, caller)
  const session: SessionInfo = {
    ...(user && { userId: user.userId, email: user.email }),
    name: caller.name,
    role: caller.role,
    accountId: caller.accountId,
    hasPassword: user?.passwordHash !== undefined,
    permissions: permissionsOf(caller, ports),
  }
  return { session, firstRun }
}

/** Nobody has chosen a password yet: the sign-in page then tells of the one-time link. */
async function isFirstRun(store: Store): Promise<boolean> {
  const users = await store.list('users', directoryKeys.users(firstAccountId))
  return users.every((user) => user.passwordHash === undefined)
}

function permissionsOf(actor: Actor, { access }: Ports): Record<string, ActionState> {
  const names = Object.keys(operations) as OperationName[]
  return Object.fromEntries(
    names.map((name) => {
      const refused = access.mayCall(actor, name)
      return [name, refused === undefined ? { allowed: true } : { allowed: false, reason: refused.message }]
    }),
  )
}
