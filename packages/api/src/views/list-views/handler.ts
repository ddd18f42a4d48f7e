import { personId } from '@sluice/model'
import { directoryKeys } from '@sluice/store'
import type { Handler } from '../../handler.ts'
import { isVisible, mayDelete } from '../may-delete.ts'

export const listViews: Handler<'listViews'> = async ({ screen }, { actor, ports }) => {
  const all = await ports.store.list('savedViews', directoryKeys.savedViews(actor.accountId))
  const refused = ports.access.mayCall(actor, 'shareView')
  return {
    views: all
      .filter((view) => view.screen === screen && isVisible(actor, view))
      .map((view) => {
        const { accountId: _, userId, ...shown } = view
        return { ...shown, isMine: userId === personId(actor), remove: mayDelete(actor, view) }
      })
      .toSorted((a, b) => a.name.localeCompare(b.name, 'en') || a.scope.localeCompare(b.scope)),
    share: refused === undefined ? { allowed: true } : { allowed: false, reason: refused.message },
  }
}
