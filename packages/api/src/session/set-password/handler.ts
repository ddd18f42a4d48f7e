import { refuse } from '@sluice/model'
import { directoryKeys } from '@sluice/store'
import type { Handler } from '../../handler.ts'
import { changeDirectory } from '../../queries/change-directory.ts'
import { ownUser } from '../own-user.ts'

export const setPassword: Handler<'setPassword'> = async ({ currentPassword, newPassword }, call) => {
  const { access, store } = call.ports
  const user = await ownUser(store, call.actor)
  if (user === undefined) refuse('SignInRefused', 'A token has no password: sign in as a person to choose one.')
  if (user.passwordHash !== undefined && !(await access.isPassword(user.passwordHash, currentPassword ?? ''))) {
    access.signInGate.failed(user.email, call.address)
    refuse('SignInRefused', 'currentPassword is not your password: type the one you signed in with.')
  }
  const passwordHash = await access.hashPassword(newPassword)
  return changeDirectory(call, `user:${user.userId}`, async (current) => {
    const key = directoryKeys.user(user.accountId, user.userId)
    const row = (await current.get('users', key)) ?? user
    return { changes: [{ collection: 'users', key, put: { ...row, passwordHash } }], answer: {} }
  })
}
