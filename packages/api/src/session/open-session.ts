/** A new session, never a continued one: what a stranger may have planted before signing in is worth nothing (A19). */
import { sessionIdleMs, sessionLongestMs } from '@sluice/access'
import { refuse, type Actor, type User } from '@sluice/model'
import { directoryKeys, type DirectoryChange } from '@sluice/store'
import type { Call } from '../handler.ts'
import { orRefuse } from '../queries/or-refuse.ts'
import { isoTime } from '../queries/random-ids.ts'

/** `link` is the key of a one-time link: used up in the same commit, and good for one of two who come at once. */
export async function openSession(call: Call, user: User, how: string, link?: string): Promise<{ name: string }> {
  const { ports, session, requestId } = call
  const { accountId, userId } = user
  const { secret, hash } = ports.access.drawSecret()
  const now = ports.now()
  const times = { createTime: isoTime(now), expireTime: isoTime(now + sessionIdleMs) }
  const answer = await ports.conductor.change({
    by: { actor: actorOf(user), action: 'signIn', resource: `user:${userId}`, requestId, detail: how },
    async decide(store) {
      const current = await store.get('users', directoryKeys.user(accountId, userId))
      if (current === undefined || current.disabled) refuseSignIn()
      if (link !== undefined && (await store.get('credentials', link)) === undefined) refuseSignIn()
      const put = { kind: 'session', accountId, userId, ...times } as const
      return {
        changes: [...removed(link), ...removed(sessionKey(call)), { collection: 'credentials', key: hash, put }],
        answer: { name: current.name },
      }
    },
  })
  const opened = orRefuse(answer)
  // The cookie lasts as long as a session that is used can; the server ends one that is not.
  session.open(secret, isoTime(now + sessionLongestMs))
  return opened
}

export const actorOf = ({ accountId, userId, name, role }: User): Actor => ({
  kind: 'user',
  accountId,
  userId,
  name,
  role,
})

/** One sentence for all reasons: which of them it was helps only those who guess. */
export function refuseSignIn(): never {
  refuse(
    'SignInRefused',
    'That did not work. Check e-mail address and password, or ask an administrator for a new one-time link.',
  )
}

/** Where the session that the caller came with is kept. */
export const sessionKey = ({ session, ports }: Call): string | undefined =>
  session.secret === undefined ? undefined : ports.access.hashSecret(session.secret)

export const removed = (key: string | undefined): DirectoryChange[] =>
  key === undefined ? [] : [{ collection: 'credentials', key, remove: true }]
