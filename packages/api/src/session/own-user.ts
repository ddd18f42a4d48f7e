import type { Actor, User } from '@sluice/model'
import { directoryKeys, type Store } from '@sluice/store'

/** The user behind the caller; undefined for tokens that belong to nobody. */
export async function ownUser(store: Store, caller: Actor): Promise<User | undefined> {
  if (caller.kind !== 'user') return undefined
  return store.get('users', directoryKeys.user(caller.accountId, caller.userId))
}
