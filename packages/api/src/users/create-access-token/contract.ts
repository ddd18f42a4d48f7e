import { Role } from '@sluice/model'
import { z } from 'zod'
import { operation } from '../../operation.ts'
import { GivenName } from '../given-name.ts'

export const createAccessToken = operation({
  name: 'createAccessToken',
  summary: 'A bearer token for scripts; shown once',
  writes: true,
  showsSecretOnce: true,
  input: z.strictObject({
    name: GivenName,
    role: Role,
    days: z.number().int().min(1).max(366).optional(),
  }),
  output: z.object({ tokenId: z.string(), token: z.string(), expireTime: z.string().optional() }),
  refuses: [],
})
