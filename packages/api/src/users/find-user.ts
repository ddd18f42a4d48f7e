import { refuse, type User } from '@sluice/model'
import { directoryKeys, type Store } from '@sluice/store'

export async function findUser(store: Store, accountId: string, userId: string): Promise<User> {
  const user = await store.get('users', directoryKeys.user(accountId, userId))
  if (user !== undefined) return user
  refuse('UserDoesNotExist', 'There is no such user: look at the list of people again.')
}
