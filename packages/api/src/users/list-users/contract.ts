import { Role } from '@sluice/model'
import { z } from 'zod'
import { operation } from '../../operation.ts'

/** A user as others see them: no secret, not even a hashed one. */
export const UserInfo = z.object({
  userId: z.string(),
  email: z.string(),
  name: z.string(),
  role: Role,
  disabled: z.boolean(),
  hasPassword: z.boolean(),
  createTime: z.string(),
})
export type UserInfo = z.infer<typeof UserInfo>

export const listUsers = operation({
  name: 'listUsers',
  summary: 'Everyone who may sign in',
  writes: false,
  input: z.strictObject({}),
  output: z.object({ users: z.array(UserInfo) }),
  refuses: [],
})
