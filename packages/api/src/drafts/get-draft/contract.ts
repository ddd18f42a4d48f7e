import { Draft, limits } from '@sluice/model'
import { z } from 'zod'
import { operation } from '../../operation.ts'

export const getDraft = operation({
  name: 'getDraft',
  summary: 'A deployment that is not started yet: what its form holds, and who saved it when',
  writes: false,
  input: z.strictObject({ draftId: z.string().min(1).max(limits.nameCharacters) }),
  output: Draft.omit({ accountId: true, userId: true, startedAs: true }),
  refuses: ['DraftDoesNotExist'],
})
