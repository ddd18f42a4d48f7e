import { AuditRecord } from '@sluice/model'
import { z } from 'zod'
import { operation } from '../../operation.ts'

export const listAuditRecords = operation({
  name: 'listAuditRecords',
  summary: 'Who did what, newest first',
  writes: false,
  input: z.strictObject({ nextToken: z.string().optional() }),
  output: z.object({ records: z.array(AuditRecord.omit({ previousHash: true })), nextToken: z.string().optional() }),
  refuses: ['InvalidNextTokenException'],
})
