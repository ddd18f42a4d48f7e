import { Name, Revision, RevisionLocation } from '@sluice/model'
import { z } from 'zod'
import { operation } from '../../operation.ts'

/** A revision with the groups it runs in now and those where it succeeded before. */
export const RevisionOverview = Revision.extend({ runsIn: z.array(z.string()), succeededIn: z.array(z.string()) })
export type RevisionOverview = z.infer<typeof RevisionOverview>

export const listApplicationRevisions = operation({
  name: 'listApplicationRevisions',
  summary: 'The revisions of an application, newest first',
  writes: false,
  input: z.strictObject({
    applicationName: Name,
    sortBy: z.enum(['registerTime', 'firstUsedTime', 'lastUsedTime']).optional(),
    sortOrder: z.enum(['ascending', 'descending']).optional(),
    nextToken: z.string().optional(),
  }),
  output: z.object({
    revisions: z.array(RevisionLocation),
    revisionsInfo: z.array(RevisionOverview),
    nextToken: z.string().optional(),
  }),
  refuses: ['ApplicationDoesNotExistException', 'InvalidNextTokenException'],
})
