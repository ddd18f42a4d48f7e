/** One-time links: a secret in an address, good for a day and for one press of a button. */
import type { DirectoryChange } from '@sluice/store'
import type { Ports } from '../ports.ts'
import { isoTime } from '../queries/random-ids.ts'

const linkMilliseconds = 24 * 3600 * 1000

export interface SignInLink {
  signInLink: string
  expireTime: string
  change: DirectoryChange
}

export function drawSignInLink(
  ports: Pick<Ports, 'access' | 'now' | 'settings'>,
  accountId: string,
  userId: string,
): SignInLink {
  const { secret, hash } = ports.access.drawSecret()
  const expireTime = isoTime(ports.now() + linkMilliseconds)
  return {
    signInLink: `${ports.settings.publicUrl}/sign-in?link=${secret}`,
    expireTime,
    change: { collection: 'credentials', key: hash, put: { kind: 'signInLink', accountId, userId, expireTime } },
  }
}
