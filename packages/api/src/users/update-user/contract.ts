import { Role } from '@sluice/model'
import { z } from 'zod'
import { operation } from '../../operation.ts'

export const updateUser = operation({
  name: 'updateUser',
  summary: 'Change a name or a role, switch an account off or on',
  writes: true,
  input: z.strictObject({
    userId: z.string(),
    name: z.string().min(1).max(100).optional(),
    role: Role.optional(),
    disabled: z.boolean().optional(),
  }),
  output: z.object({}),
  refuses: ['UserDoesNotExist'],
})
