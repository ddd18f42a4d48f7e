import { Name, RevisionLocation } from '@sluice/model'
import { z } from 'zod'
import { operation } from '../../operation.ts'

/** What is shown of one file: its text up to 256 KiB, or why there is none to show. */
export const RevisionFile = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('text'), text: z.string(), size: z.number().int(), isCut: z.boolean() }),
  z.object({ kind: z.literal('binary'), size: z.number().int() }),
  z.object({ kind: z.literal('link'), target: z.string() }),
  z.object({ kind: z.literal('folder') }),
  z.object({ kind: z.literal('missing') }),
])
export type RevisionFile = z.infer<typeof RevisionFile>

export const getRevisionFile = operation({
  name: 'getRevisionFile',
  summary: 'The text of one file of a revision',
  writes: false,
  input: z.strictObject({
    applicationName: Name,
    revision: RevisionLocation.optional(),
    revisionId: z.string().min(1).max(64).optional(),
    path: z.string().min(1).max(4096),
  }),
  output: z.object({ path: z.string(), file: RevisionFile }),
  refuses: ['ApplicationDoesNotExistException', 'RevisionDoesNotExistException', 'RevisionRequiredException'],
})
