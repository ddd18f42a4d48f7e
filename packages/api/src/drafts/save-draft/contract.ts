import { limits } from '@sluice/model'
import { z } from 'zod'
import { operation } from '../../operation.ts'

export const saveDraft = operation({
  name: 'saveDraft',
  summary: 'Keep a deployment that is not started yet, so that others can go on with it',
  writes: true,
  input: z.strictObject({
    /** Of the draft to write over; without it a new one is made. */
    draftId: z.string().min(1).max(limits.nameCharacters).optional(),
    /** What the form holds: the search of its address. */
    search: z.string().max(limits.keptSearchCharacters),
  }),
  output: z.object({ draftId: z.string() }),
  refuses: ['DraftDoesNotExist'],
})
