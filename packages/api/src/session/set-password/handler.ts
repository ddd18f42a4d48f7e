import { refuse, RefusalError, type User } from '@sluice/model'
import { directoryKeys, type DirectoryChange, type Store } from '@sluice/store'
import type { Call, Handler } from '../../handler.ts'
import { changeDirectory } from '../../queries/change-directory.ts'
import { sessionKey } from '../open-session.ts'
import { ownUser } from '../own-user.ts'

/** Whoever came in with the old password is out: their sessions and unused links end in the same commit (A19). */
export const setPassword: Handler<'setPassword'> = async ({ currentPassword, newPassword }, call) => {
  const { access, store } = call.ports
  const user = await ownUser(store, call.actor)
  if (user === undefined) refuse('SignInRefused', 'A token has no password: sign in as a person to choose one.')
  if (user.passwordHash !== undefined) await refuseWrongPassword(user.passwordHash, currentPassword ?? '', user, call)
  const passwordHash = await access.hashPassword(newPassword)
  return changeDirectory(call, `user:${user.userId}`, async (current) => {
    const key = directoryKeys.user(user.accountId, user.userId)
    const row = (await current.get('users', key)) ?? user
    const ways = await otherWaysIn(current, user, sessionKey(call))
    return { changes: [{ collection: 'users', key, put: { ...row, passwordHash } }, ...ways], answer: {} }
  })
}

/** An open session is no licence to guess (A26). */
async function refuseWrongPassword(hash: string, given: string, { email }: User, call: Call): Promise<void> {
  const { isPassword, signInGate } = call.ports.access
  const closed = signInGate.refuseIfClosed(email, call.address)
  if (closed !== undefined) throw new RefusalError(closed)
  if (await isPassword(hash, given)) return signInGate.succeeded(email, call.address)
  signInGate.failed(email, call.address)
  refuse('SignInRefused', 'currentPassword is not your password: type the one you signed in with.')
}

async function otherWaysIn(store: Store, user: User, own: string | undefined): Promise<DirectoryChange[]> {
  const credentials = await store.entries('credentials', '')
  return credentials
    .filter(
      ({ key, row }) => key !== own && 'userId' in row && row.userId === user.userId && row.kind !== 'accessToken',
    )
    .map(({ key }) => ({ collection: 'credentials', key, remove: true }))
}
