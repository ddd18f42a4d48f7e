import { refuse } from '@sluice/model'
import { directoryKeys } from '@sluice/store'
import type { Handler } from '../../handler.ts'
import { changeDirectory } from '../../queries/change-directory.ts'
import { isVisible, mayDelete } from '../may-delete.ts'

export const deleteView: Handler<'deleteView'> = async ({ viewId }, call) => {
  const key = directoryKeys.savedView(call.actor.accountId, viewId)
  return changeDirectory(call, `view:${viewId}`, async (store) => {
    const view = await store.get('savedViews', key)
    if (view === undefined || !isVisible(call.actor, view))
      refuse('SavedViewDoesNotExist', 'viewId: there is no such saved view. Look at the list of views again.')
    const may = mayDelete(call.actor, view)
    if (!may.allowed) refuse('AccessDenied', may.reason ?? 'Only its maker and administrators delete it.')
    return { changes: [{ collection: 'savedViews', key, remove: true }], answer: {} }
  })
}
