import { Role } from '@sluice/model'
import { z } from 'zod'
import { operation } from '../../operation.ts'
import { GivenName } from '../given-name.ts'

export const updateUser = operation({
  name: 'updateUser',
  summary: 'Change a name or a role, switch an account off or on',
  writes: true,
  input: z.strictObject({
    userId: z.string(),
    name: GivenName.optional(),
    role: Role.optional(),
    disabled: z.boolean().optional(),
  }),
  output: z.object({}),
  refuses: ['UserDoesNotExist'],
})
