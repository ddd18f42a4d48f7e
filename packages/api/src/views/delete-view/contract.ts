import { z } from 'zod'
import { operation } from '../../operation.ts'

export const deleteView = operation({
  name: 'deleteView',
  summary: 'Delete a saved view; the deployments it showed are not touched',
  writes: true,
  input: z.strictObject({ viewId: z.string().min(1).max(100) }),
  output: z.object({}),
  refuses: ['SavedViewDoesNotExist', 'AccessDenied'],
})
