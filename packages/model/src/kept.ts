/** What people keep for themselves and for others: drafts of deployments and named views of a list. */
import { z } from 'zod'
import { limits } from './limits.ts'
import { AccountId, Timestamp } from './names.ts'

/** A deployment that is not started yet: everybody of the account who has the link may go on with it. */
export const Draft = z.object({
  draftId: z.string(),
  accountId: AccountId,
  /** What the form holds, as the form wrote it: the search of its address. */
  search: z.string().max(limits.keptSearchCharacters),
  /** Whose it is, in the form of `personId`. */
  userId: z.string(),
  createdBy: z.string(),
  updatedBy: z.string(),
  updateTime: Timestamp,
  /** The deployment that it became: nobody goes on with it, but its link still leads somewhere. */
  startedAs: z.string().optional(),
})
export type Draft = z.infer<typeof Draft>

/** A named address of a list. `personal` ones are seen by who made them, `team` ones by everybody of the account. */
export const SavedView = z.object({
  viewId: z.string(),
  accountId: AccountId,
  screen: z.enum(['deployments', 'activity']),
  name: z
    .string()
    .trim()
    .min(1, 'must not be empty')
    .max(limits.nameCharacters, `must be at most ${limits.nameCharacters} characters long`),
  search: z.string().max(limits.keptSearchCharacters),
  scope: z.enum(['personal', 'team']),
  userId: z.string(),
  createdBy: z.string(),
  createTime: Timestamp,
})
export type SavedView = z.infer<typeof SavedView>
