import { z } from 'zod'
import { operation } from '../../operation.ts'

export const revokeAccessToken = operation({
  name: 'revokeAccessToken',
  summary: 'Make a bearer token useless at once',
  writes: true,
  input: z.strictObject({ tokenId: z.string() }),
  output: z.object({}),
  refuses: ['InvalidInputException'],
})
