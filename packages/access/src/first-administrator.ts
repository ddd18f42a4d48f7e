/** Somebody must be able to come in first: the administrator that the settings name, or one with a one-time link. */
import { firstAccountId, User, type Actor } from '@sluice/model'
import { directoryKeys, type DirectoryChange, type Store } from '@sluice/store'
import type { Passwords } from './passwords.ts'
import { drawSecret } from './secrets.ts'
import type { Write } from './write.ts'

export interface FirstAdministratorNeeds extends Passwords {
  store: Store
  write: Write
  now(): number
  randomBytes(count: number): Uint8Array
  randomUuid(): string
}

export interface NamedAdministrator {
  email?: string | undefined
  password?: string | undefined
}

export const signInLinkMs = 3_600_000
const defaultEmail = 'admin@sluice.local'
const service: Actor = { kind: 'service', accountId: firstAccountId, name: 'start' }

/**
 * Call at every start. Does nothing once somebody has a password. The answer's `link` is the secret of a one-time link
 * to print, when nobody could sign in otherwise.
 */
export async function ensureFirstAdministrator(
  needs: FirstAdministratorNeeds,
  { email = defaultEmail, password }: NamedAdministrator,
): Promise<{ link?: string }> {
  if (await somebodyHasPassword(needs.store)) return {}
  const passwordHash = password === undefined ? undefined : await needs.hashPassword(password)
  const answer = await needs.write<{ link?: string }>({
    by: { actor: service, action: 'createFirstAdministrator', resource: `user:${email}`, requestId: '' },
    async decide(store) {
      const users = await store.list('users', directoryKeys.users(firstAccountId))
      return firstOf(users, await newAdministrator(store, needs, email, passwordHash), needs)
    },
  })
  return 'refused' in answer ? {} : answer
}

async function somebodyHasPassword(store: Store): Promise<boolean> {
  const users = await store.list('users', directoryKeys.users(firstAccountId))
  return users.some((user) => user.passwordHash !== undefined)
}

function firstOf(users: readonly User[], made: Made, needs: FirstAdministratorNeeds) {
  if (made.user?.passwordHash !== undefined) return { changes: made.changes, answer: {} }
  const user = users.find((one) => one.role === 'admin' && !one.disabled) ?? made.user
  if (user === undefined) return { changes: [], answer: {} }
  const { secret, hash } = drawSecret(needs.randomBytes)
  const { accountId, userId } = user
  const expireTime = new Date(needs.now() + signInLinkMs).toISOString()
  const put = { kind: 'signInLink', accountId, userId, expireTime } as const
  const link: DirectoryChange = { collection: 'credentials', key: hash, put }
  return { changes: [...(user === made.user ? made.changes : []), link], answer: { link: secret } }
}

interface Made {
  user: User | undefined
  changes: DirectoryChange[]
}

async function newAdministrator(
  store: Store,
  needs: FirstAdministratorNeeds,
  email: string,
  passwordHash: string | undefined,
): Promise<Made> {
  const address = email.trim().toLowerCase()
  const place = await store.get('userEmails', address)
  const known = place && (await store.get('users', directoryKeys.user(place.accountId, place.userId)))
  const user = User.parse({
    userId: needs.randomUuid(),
    accountId: firstAccountId,
    email: address,
    name: 'Administrator',
    createTime: new Date(needs.now()).toISOString(),
    ...known,
    role: 'admin',
    disabled: false,
    ...(passwordHash !== undefined && { passwordHash }),
  })
  const { accountId, userId } = user
  return {
    user,
    changes: [
      { collection: 'users', key: directoryKeys.user(accountId, userId), put: user },
      { collection: 'userEmails', key: address, put: { accountId, userId } },
    ],
  }
}
