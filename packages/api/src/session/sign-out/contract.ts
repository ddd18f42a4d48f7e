import { z } from 'zod'
import { operation } from '../../operation.ts'

export const signOut = operation({
  name: 'signOut',
  summary: 'End this session',
  writes: true,
  input: z.strictObject({}),
  output: z.object({}),
  refuses: [],
})
