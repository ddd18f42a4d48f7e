import { Role } from '@sluice/model'
import { z } from 'zod'
import { operation } from '../../operation.ts'

export const listAccessTokens = operation({
  name: 'listAccessTokens',
  summary: 'Bearer tokens that are good now, without their secrets',
  writes: false,
  input: z.strictObject({}),
  output: z.object({
    tokens: z.array(
      z.object({
        tokenId: z.string(),
        name: z.string(),
        role: Role,
        createdBy: z.string(),
        createTime: z.string(),
        expireTime: z.string().optional(),
      }),
    ),
  }),
  refuses: [],
})
