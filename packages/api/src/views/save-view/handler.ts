import { limits, personId, refuse, RefusalError, type SavedView } from '@sluice/model'
import { directoryKeys } from '@sluice/store'
import type { Call, Handler } from '../../handler.ts'
import { changeDirectory } from '../../queries/change-directory.ts'
import { drawUuid, isoTime } from '../../queries/random-ids.ts'

export const saveView: Handler<'saveView'> = async ({ screen, name, search, scope }, call) => {
  if (scope === 'team') refuseUnlessMayShare(call)
  const { actor, ports } = call
  const { accountId } = actor
  const view: SavedView = {
    viewId: drawUuid(ports),
    accountId,
    screen,
    name,
    search,
    scope,
    userId: personId(actor),
    createdBy: actor.name,
    createTime: isoTime(ports.now()),
  }
  return changeDirectory(call, `view:${view.viewId}`, async (store) => {
    const others = await store.list('savedViews', directoryKeys.savedViews(accountId))
    refuseSameName(others, view)
    refuseTooMany(others, view)
    const { viewId } = view
    return {
      changes: [{ collection: 'savedViews', key: directoryKeys.savedView(accountId, viewId), put: view }],
      answer: { viewId },
    }
  })
}

/** Everybody keeps views for themselves; what the team sees is for those who deploy. */
function refuseUnlessMayShare({ actor, ports }: Call): void {
  const refused = ports.access.mayCall(actor, 'shareView')
  if (refused !== undefined) throw new RefusalError(refused)
}

/** A name is one's own among personal views, and the team's among theirs. */
function refuseSameName(others: readonly SavedView[], view: SavedView): void {
  const isSame = (other: SavedView) =>
    other.screen === view.screen &&
    other.scope === view.scope &&
    other.name.toLowerCase() === view.name.toLowerCase() &&
    (view.scope === 'team' || other.userId === view.userId)
  if (!others.some(isSame)) return
  refuse(
    'SavedViewAlreadyExists',
    `name: there is a ${view.scope} view ${view.name} of this list already. Choose another name, or delete that one first.`,
    [{ field: 'name', message: 'name is taken: choose another one, or delete that view first.' }],
  )
}

function refuseTooMany(others: readonly SavedView[], { scope, userId }: SavedView): void {
  const isTeam = scope === 'team'
  const counted = others.filter((other) => other.scope === scope && (isTeam || other.userId === userId)).length
  const most = isTeam ? limits.teamViewsPerAccount : limits.personalViewsPerUser
  if (counted < most) return
  refuse(
    'SavedViewLimitExceeded',
    isTeam
      ? `The team has ${most} saved views, which is the most: delete one that nobody needs.`
      : `You have ${most} views of your own, which is the most: delete one that you do not need.`,
  )
}
