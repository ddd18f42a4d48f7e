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

/** A one-time link is good for an hour, whoever made it. */
export const signInLinkMs = 3_600_000
const defaultEmail = 'admin@sluice.local'
const service: Actor = { kind: 'service', accountId: firstAccountId, name: 'start' }

export interface FirstAdministrator {
  /** The secret of a one-time link to print, when no administrator could sign in otherwise. */
  link?: string
  /** One sentence for the log: why the settings' administrator was not made. */
  notMade?: string
}

/** Call at every start. Makes nobody once there is an administrator with a password. */
export async function ensureFirstAdministrator(
  needs: FirstAdministratorNeeds,
  { email = defaultEmail, password }: NamedAdministrator,
): Promise<FirstAdministrator> {
  const users = await needs.store.list('users', directoryKeys.users(firstAccountId))
  const settled = users.find((user) => isAdministrator(user) && user.passwordHash !== undefined)
  if (settled !== undefined) return password === undefined ? {} : whyNot(email, users, settled)
  const passwordHash = password === undefined ? undefined : await needs.hashPassword(password)
  const answer = await needs.write<{ link?: string }>({
    by: { actor: service, action: 'createFirstAdministrator', resource: `user:${email}`, requestId: '' },
    decide: async (store) => firstOf(users, await newAdministrator(store, needs, email, passwordHash), needs),
  })
  return 'refused' in answer ? {} : answer
}

const isAdministrator = ({ role, disabled }: User): boolean => role === 'admin' && !disabled

/** The settings name somebody who is here as an administrator at every start after the first: nothing to tell. */
function whyNot(email: string, users: readonly User[], settled: User): FirstAdministrator {
  const named = users.find((user) => user.email === email.trim().toLowerCase())
  if (named !== undefined && isAdministrator(named)) return {}
  const found = named === undefined ? 'is not among the people of this data folder' : 'is no administrator any more'
  return {
    notMade:
      `SLUICE_ADMIN_EMAIL: ${email} ${found}, and was not made one, because there is an administrator already ` +
      `(${settled.email}). Sign in as ${settled.email} and invite them under Settings, or start with an empty SLUICE_DATA.`,
  }
}

function firstOf(users: readonly User[], made: Made, needs: FirstAdministratorNeeds) {
  if (made.user.passwordHash !== undefined) return { changes: made.changes, answer: {} }
  const user = users.find(isAdministrator) ?? made.user
  const { secret, hash } = drawSecret(needs.randomBytes)
  const { accountId, userId } = user
  const expireTime = new Date(needs.now() + signInLinkMs).toISOString()
  const put = { kind: 'signInLink', accountId, userId, expireTime } as const
  const link: DirectoryChange = { collection: 'credentials', key: hash, put }
  return { changes: [...(user === made.user ? made.changes : []), link], answer: { link: secret } }
}

interface Made {
  user: User
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
