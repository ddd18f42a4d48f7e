import type { Handler } from '../../handler.ts'
import { changeDirectory } from '../../queries/change-directory.ts'
import { removed, sessionKey } from '../open-session.ts'

export const signOut: Handler<'signOut'> = async (_input, call) => {
  await changeDirectory(call, 'session:own', async () => ({ changes: removed(sessionKey(call)), answer: {} }))
  call.session.close()
  return {}
}
