import { refuse, type User } from '@sluice/model'
import { directoryKeys } from '@sluice/store'
import type { Call, Handler } from '../../handler.ts'
import type { ParsedOf } from '../../operation.ts'
import { changeDirectory } from '../../queries/change-directory.ts'
import { drawUuid, isoTime } from '../../queries/random-ids.ts'
import { drawSignInLink } from '../sign-in-link.ts'
import type { createUser as contract } from './contract.ts'

export const createUser: Handler<'createUser'> = async (input, call) => {
  const user = await newUser(input, call)
  const { accountId, userId, email } = user
  const { change, signInLink, expireTime } = drawSignInLink(call.ports, accountId, userId)
  await changeDirectory(call, `user:${userId}`, async (store) => {
    if ((await store.get('userEmails', email)) !== undefined)
      refuse(
        'UserAlreadyExists',
        `Somebody already signs in as ${email}: use another address, or make a new sign-in link for them.`,
      )
    return {
      changes: [
        { collection: 'users', key: directoryKeys.user(accountId, userId), put: user },
        { collection: 'userEmails', key: email, put: { accountId, userId } },
        change,
      ],
      answer: { userId },
    }
  })
  return { userId, signInLink, expireTime }
}

async function newUser(input: ParsedOf<typeof contract>, { actor, ports }: Call): Promise<User> {
  const { email, name, role, password } = input
  return {
    userId: drawUuid(ports),
    accountId: actor.accountId,
    email: email.toLowerCase(),
    name,
    role,
    ...(password !== undefined && { passwordHash: await ports.access.hashPassword(password) }),
    disabled: false,
    createTime: isoTime(ports.now()),
  }
}
