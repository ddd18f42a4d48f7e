import { ActionState, SavedView } from '@sluice/model'
import { z } from 'zod'
import { operation } from '../../operation.ts'

export const SavedViewInfo = SavedView.omit({ accountId: true, userId: true }).extend({
  isMine: z.boolean(),
  /** Whether the caller may delete it. */
  remove: ActionState,
})
export type SavedViewInfo = z.infer<typeof SavedViewInfo>

export const listViews = operation({
  name: 'listViews',
  summary: 'The saved views of a list: one’s own and the team’s, by name',
  writes: false,
  input: z.strictObject({ screen: SavedView.shape.screen }),
  /** At most as many as an account may have: they come whole. `share` says whether the caller may save one for the team. */
  output: z.object({ views: z.array(SavedViewInfo), share: ActionState }),
  refuses: [],
})
