import type { Handler } from '../../handler.ts'
import { changeDirectory } from '../../queries/change-directory.ts'
import { findUser } from '../find-user.ts'
import { drawSignInLink } from '../sign-in-link.ts'

export const createSignInLink: Handler<'createSignInLink'> = async ({ userId }, call) => {
  const { accountId } = call.actor
  const { change, signInLink, expireTime } = drawSignInLink(call.ports, accountId, userId)
  await changeDirectory(call, `user:${userId}`, async (store) => {
    await findUser(store, accountId, userId)
    return { changes: [change], answer: {} }
  })
  return { signInLink, expireTime }
}
