import { z } from 'zod'
import { operation } from '../../operation.ts'

export const signIn = operation({
  name: 'signIn',
  summary: 'Sign in with e-mail and password, or with a one-time link',
  writes: true,
  anonymous: true,
  input: z.strictObject({
    email: z.string().max(254).optional(),
    password: z.string().max(1024).optional(),
    link: z.string().max(200).optional(),
  }),
  output: z.object({ name: z.string() }),
  refuses: ['SignInRefused', 'TooManyRequests'],
})
