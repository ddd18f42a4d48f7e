import { SavedView } from '@sluice/model'
import { z } from 'zod'
import { operation } from '../../operation.ts'

export const saveView = operation({
  name: 'saveView',
  summary: 'Keep the filters of a list under a name, for oneself or for the team',
  writes: true,
  input: z.strictObject(
    SavedView.pick({ screen: true, name: true, search: true }).extend({
      scope: SavedView.shape.scope.default('personal'),
    }).shape,
  ),
  output: z.object({ viewId: z.string() }),
  refuses: ['SavedViewAlreadyExists', 'SavedViewLimitExceeded', 'AccessDenied'],
})
