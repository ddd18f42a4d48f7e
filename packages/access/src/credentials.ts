/**
 * Who stands behind a secret. Asked again for every request, so that a changed role, a disabled account, a logout or a
 * revoked token counts at once (A19).
 */
import type { Actor, Credential, User } from '@sluice/model'
import { directoryKeys, type Store } from '@sluice/store'
import { hashSecret } from './secrets.ts'

export interface Credentials {
  actorOfSession(secret: string): Promise<Actor | undefined>
  actorOfToken(secret: string): Promise<Actor | undefined>
}

export function createCredentials(store: Store, now: () => number): Credentials {
  const find = async <Kind extends Credential['kind']>(secret: string, kind: Kind) => {
    const found = await store.get('credentials', hashSecret(secret))
    if (found?.kind !== kind || isOver(found)) return undefined
    return found as Extract<Credential, { kind: Kind }>
  }
  const isOver = ({ expireTime }: Credential) => expireTime !== undefined && Date.parse(expireTime) <= now()
  const activeUser = async (accountId: string, userId: string) => {
    const user = await store.get('users', directoryKeys.user(accountId, userId))
    return user === undefined || user.disabled ? undefined : user
  }

  return {
    async actorOfSession(secret) {
      const session = await find(secret, 'session')
      const user = session && (await activeUser(session.accountId, session.userId))
      return user && actorOf(user)
    },
    async actorOfToken(secret) {
      const token = await find(secret, 'accessToken')
      if (token === undefined) return undefined
      const { accountId, tokenId, name, role, userId } = token
      if (userId !== undefined && (await activeUser(accountId, userId)) === undefined) return undefined
      return { kind: 'token', accountId, tokenId, name, role }
    },
  }
}

const actorOf = ({ accountId, userId, name, role }: User): Actor => ({ kind: 'user', accountId, userId, name, role })
