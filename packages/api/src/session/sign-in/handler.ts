import { firstAccountId, refuse, RefusalError, type User } from '@sluice/model'
import { directoryKeys } from '@sluice/store'
import type { Call, Handler } from '../../handler.ts'
import { openSession, refuseSignIn } from '../open-session.ts'

/** Refused attempts are worth an audit row; who was guessed at is in it, what was typed is not. */
export const signIn: Handler<'signIn'> = async ({ email, password, link }, call) => {
  if (link !== undefined) return withLink(link, call)
  if (email !== undefined && password !== undefined) return withPassword(email.trim().toLowerCase(), password, call)
  refuse('InvalidInputException', 'Send email and password, or the link that you were given.')
}

async function withPassword(email: string, password: string, call: Call): Promise<{ name: string }> {
  const { access, store } = call.ports
  const closed = access.signInGate.refuseIfClosed(email, call.address)
  if (closed !== undefined) throw new RefusalError(closed)
  const place = await store.get('userEmails', email)
  const user = place && (await store.get('users', directoryKeys.user(place.accountId, place.userId)))
  const isRight = await access.isPassword(user?.passwordHash, password)
  if (user === undefined || !isRight || user.disabled) return refuseAttempt(email, call)
  access.signInGate.succeeded(email, call.address)
  return openSession(call, user, 'with password')
}

async function withLink(link: string, call: Call): Promise<{ name: string }> {
  const { access, store, now } = call.ports
  const closed = access.signInGate.refuseIfClosed('', call.address)
  if (closed !== undefined) throw new RefusalError(closed)
  const key = access.hashSecret(link)
  const credential = await store.get('credentials', key)
  if (credential?.kind !== 'signInLink' || Date.parse(credential.expireTime) <= now()) return refuseAttempt('', call)
  const user: User | undefined = await store.get('users', directoryKeys.user(credential.accountId, credential.userId))
  return user === undefined ? refuseAttempt('', call) : openSession(call, user, 'with one-time link', key)
}

async function refuseAttempt(email: string, { ports, address, requestId }: Call): Promise<never> {
  ports.access.signInGate.failed(email, address)
  await ports.conductor.recordRefusal({
    actor: { kind: 'service', accountId: firstAccountId, name: 'sign-in' },
    action: 'signIn',
    resource: email === '' ? 'user:by-link' : `user:${email}`,
    requestId,
    detail: `from ${address}`,
  })
  refuseSignIn()
}
