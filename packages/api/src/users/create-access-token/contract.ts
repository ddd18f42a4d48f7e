import { Role } from '@sluice/model'
import { z } from 'zod'
import { operation } from '../../operation.ts'

export const createAccessToken = operation({
  name: 'createAccessToken',
  summary: 'A bearer token for scripts; shown once',
  writes: true,
  showsSecretOnce: true,
  input: z.strictObject({
    name: z.string().min(1).max(100),
    role: Role,
    days: z.number().int().min(1).max(366).optional(),
  }),
  output: z.object({ tokenId: z.string(), token: z.string(), expireTime: z.string().optional() }),
  refuses: [],
})
