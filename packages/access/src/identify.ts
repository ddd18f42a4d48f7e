/**
 * Who presents a secret. The user is read again each time, so that a role that was taken away, a disabled account and a
 * revoked token count from the next request on (A19). A session lives on with its use, for a week at most.
 */
import type { Actor, Credential, User } from '@sluice/model'
import { directoryKeys, type Store } from '@sluice/store'
import { lesserRole } from './can.ts'
import { hashSecret, isSameSecret } from './secrets.ts'
import type { Write } from './write.ts'

/** What a request carries; a bearer counts before a cookie. */
export interface Presented {
  /** The secret in the session cookie. */
  cookie?: string | undefined
  /** What follows `Authorization: Bearer`. */
  bearer?: string | undefined
}

export interface Identity {
  actor: Actor
  /** The key of what was presented: tells whose sockets a revocation cuts. No secret, but of no use to anybody else. */
  credential: string
  /** Of a token: the person who made it. It dies with their account. */
  madeBy?: string | undefined
  /** When it ends if it is not used, in milliseconds since the epoch; tokens may have no end. */
  endsAt?: number | undefined
}

export interface IdentifyNeeds {
  store: Store
  write: Write
  now(): number
  /** `SLUICE_API_TOKEN`: an administrator for scripts. */
  apiToken?: string | undefined
  accountId: string
}

const hour = 3_600_000
export const sessionIdleMs = 12 * hour
export const sessionLongestMs = 7 * 24 * hour
/** A session that is used is written again at most this often. */
const renewAfterMs = hour

type Session = Extract<Credential, { kind: 'session' }>
type AccessToken = Extract<Credential, { kind: 'accessToken' }>

export async function identify(needs: IdentifyNeeds, { cookie, bearer }: Presented): Promise<Identity | undefined> {
  if (bearer !== undefined) return byBearer(needs, bearer)
  return cookie === undefined ? undefined : bySession(needs, cookie)
}

/** Who it is now, for sockets that stay open: no use of a session, so it does not live on by this. */
export async function identifyAgain(needs: IdentifyNeeds, { credential }: Identity): Promise<Identity | undefined> {
  if (credential === environment) return apiTokenIdentity(needs)
  const kept = await needs.store.get('credentials', credential)
  if (kept?.kind === 'session') return sessionIdentity(needs, kept, credential)
  return kept?.kind === 'accessToken' ? tokenIdentity(needs, kept, credential) : undefined
}

async function byBearer(needs: IdentifyNeeds, bearer: string): Promise<Identity | undefined> {
  const { apiToken, store } = needs
  if (apiToken !== undefined && isSameSecret(apiToken, bearer)) return apiTokenIdentity(needs)
  const credential = hashSecret(bearer)
  const token = await store.get('credentials', credential)
  return token?.kind === 'accessToken' ? tokenIdentity(needs, token, credential) : undefined
}

/** The key of what is no row: the token of the settings. */
const environment = 'environment'

function apiTokenIdentity({ accountId }: IdentifyNeeds): Identity {
  const actor: Actor = { kind: 'token', accountId, tokenId: environment, name: 'SLUICE_API_TOKEN', role: 'admin' }
  return { actor, credential: environment }
}

/** A token never outlives its maker's account nor outranks its maker's role. */
async function tokenIdentity(
  { store, now }: IdentifyNeeds,
  token: AccessToken,
  credential: string,
): Promise<Identity | undefined> {
  const { accountId, tokenId, name, userId, expireTime } = token
  const endsAt = expireTime === undefined ? undefined : Date.parse(expireTime)
  if (endsAt !== undefined && endsAt <= now()) return undefined
  const actor: Actor = { kind: 'token', accountId, tokenId, name, role: token.role }
  if (userId === undefined) return { actor, credential, endsAt }
  const user = await activeUser(store, accountId, userId)
  if (user === undefined) return undefined
  const role = lesserRole(token.role, user.role)
  return { actor: { ...actor, role, userId }, credential, madeBy: userId, endsAt }
}

async function bySession(needs: IdentifyNeeds, cookie: string): Promise<Identity | undefined> {
  const credential = hashSecret(cookie)
  const session = await needs.store.get('credentials', credential)
  if (session?.kind !== 'session') return undefined
  const identity = await sessionIdentity(needs, session, credential)
  if (identity !== undefined) await renew(needs, session, identity)
  return identity
}

async function sessionIdentity(
  { store, now }: IdentifyNeeds,
  session: Session,
  credential: string,
): Promise<Identity | undefined> {
  const endsAt = Math.min(Date.parse(session.expireTime), endOf(session))
  if (endsAt <= now()) return undefined
  const user = await activeUser(store, session.accountId, session.userId)
  if (user === undefined) return undefined
  const { accountId, userId, name, role } = user
  return { actor: { kind: 'user', accountId, userId, name, role }, credential, endsAt }
}

async function renew(
  { write, now }: IdentifyNeeds,
  session: Session,
  { actor, credential: key }: Identity,
): Promise<void> {
  const renewed = Math.min(now() + sessionIdleMs, endOf(session))
  if (renewed - Date.parse(session.expireTime) < renewAfterMs) return
  await write({
    by: { actor, action: 'renewSession', resource: 'session:own', requestId: '' },
    async decide(store) {
      // Signed out meanwhile: nothing comes back to life.
      if ((await store.get('credentials', key)) === undefined) return { changes: [], answer: undefined }
      const put: Session = { ...session, expireTime: new Date(renewed).toISOString() }
      return { changes: [{ collection: 'credentials', key, put }], answer: undefined }
    },
  })
}

async function activeUser(store: Store, accountId: string, userId: string): Promise<User | undefined> {
  const user = await store.get('users', directoryKeys.user(accountId, userId))
  return user === undefined || user.disabled ? undefined : user
}

const endOf = ({ createTime }: Session): number => Date.parse(createTime) + sessionLongestMs
