/** One-time links: a secret in an address, good for an hour and for one press of a button. */
import { signInLinkMs } from '@sluice/access'
import type { DirectoryChange } from '@sluice/store'
import type { Ports } from '../ports.ts'
import { isoTime } from '../queries/random-ids.ts'

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
  const expireTime = isoTime(ports.now() + signInLinkMs)
  return {
    signInLink: `${ports.settings.publicUrl}/sign-in?link=${secret}`,
    expireTime,
    change: { collection: 'credentials', key: hash, put: { kind: 'signInLink', accountId, userId, expireTime } },
  }
}
