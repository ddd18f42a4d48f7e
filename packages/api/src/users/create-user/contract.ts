import { Role } from '@sluice/model'
import { z } from 'zod'
import { operation } from '../../operation.ts'
import { GivenName } from '../given-name.ts'

export const createUser = operation({
  name: 'createUser',
  summary: 'Invite somebody: answers a one-time sign-in link to hand over',
  writes: true,
  showsSecretOnce: true,
  input: z.strictObject({
    email: z.email('must be an e-mail address').max(254),
    name: GivenName,
    role: Role,
    password: z.string().min(12, 'must be at least 12 characters long').max(1024).optional(),
  }),
  output: z.object({ userId: z.string(), signInLink: z.string(), expireTime: z.string() }),
  refuses: ['UserAlreadyExists'],
})
