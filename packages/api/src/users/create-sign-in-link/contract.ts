import { z } from 'zod'
import { operation } from '../../operation.ts'

export const createSignInLink = operation({
  name: 'createSignInLink',
  summary: 'A new one-time sign-in link for somebody who lost theirs',
  writes: true,
  showsSecretOnce: true,
  input: z.strictObject({ userId: z.string() }),
  output: z.object({ signInLink: z.string(), expireTime: z.string() }),
  refuses: ['UserDoesNotExist'],
})
