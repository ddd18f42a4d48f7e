import type { Actor, Credential } from '@sluice/model'
import type { DirectoryChange } from '@sluice/store'
import type { Handler } from '../../handler.ts'
import { changeDirectory } from '../../queries/change-directory.ts'
import { isoTime } from '../../queries/random-ids.ts'

const dayMilliseconds = 24 * 3600 * 1000

/** Its id is the hash that it is kept under: of no use to whoever reads it. */
export const createAccessToken: Handler<'createAccessToken'> = async ({ name, role, days }, call) => {
  const { actor, ports } = call
  const { secret, hash: tokenId } = ports.access.drawSecret()
  const now = ports.now()
  const expireTime = days === undefined ? undefined : isoTime(now + days * dayMilliseconds)
  const put: Credential = {
    kind: 'accessToken',
    accountId: actor.accountId,
    tokenId,
    name,
    role,
    createdBy: actor.name,
    createTime: isoTime(now),
    ...(expireTime !== undefined && { expireTime }),
    ...ownerOf(actor),
  }
  const changes: DirectoryChange[] = [{ collection: 'credentials', key: tokenId, put }]
  await changeDirectory(call, `accessToken:${tokenId}`, async () => ({ changes, answer: { tokenId } }), name)
  return { tokenId, token: secret, ...(expireTime !== undefined && { expireTime }) }
}

/** A token that a token makes belongs to the same person: it must not outlive their account (A19). */
function ownerOf(actor: Actor): { userId?: string } {
  const userId = actor.kind === 'user' || actor.kind === 'token' ? actor.userId : undefined
  return userId === undefined ? {} : { userId }
}
