import { z } from 'zod'
import { operation } from '../../operation.ts'

export const setPassword = operation({
  name: 'setPassword',
  summary: 'Choose a password for oneself',
  writes: true,
  input: z.strictObject({
    currentPassword: z.string().max(1024).optional(),
    newPassword: z.string().min(12, 'is at least 12 characters long').max(1024),
  }),
  output: z.object({}),
  refuses: ['SignInRefused', 'TooManyRequests'],
})
