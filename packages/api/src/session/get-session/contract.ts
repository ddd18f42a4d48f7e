import { AccountId, ActionState, Role } from '@sluice/model'
import { z } from 'zod'
import { operation } from '../../operation.ts'

/** `permissions` has every operation: whether this session may call it, and if not, why and whom to ask. */
export const SessionInfo = z.object({
  userId: z.string().optional(),
  name: z.string(),
  email: z.string().optional(),
  role: Role,
  accountId: AccountId,
  hasPassword: z.boolean(),
  permissions: z.record(z.string(), ActionState),
})
export type SessionInfo = z.infer<typeof SessionInfo>

export const getSession = operation({
  name: 'getSession',
  summary: 'Who is signed in, and what they may do',
  writes: false,
  anonymous: true,
  input: z.strictObject({}),
  output: z.object({ session: SessionInfo.optional(), firstRun: z.boolean() }),
  refuses: [],
})
