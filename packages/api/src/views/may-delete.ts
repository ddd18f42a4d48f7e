/** Who sees a saved view, and who may delete it: the one who made it, and of the team's also an administrator. */
import { personId, type ActionState, type Actor, type SavedView } from '@sluice/model'

/** Another person's own views are like views that never were. */
export const isVisible = (actor: Actor, { scope, userId }: SavedView): boolean =>
  scope === 'team' || userId === personId(actor)

export function mayDelete(actor: Actor, { userId, createdBy }: SavedView): ActionState {
  if (userId === personId(actor) || isAdministrator(actor)) return { allowed: true }
  return { allowed: false, reason: `${createdBy} made it: only they and administrators delete it.` }
}

const isAdministrator = (actor: Actor): boolean =>
  actor.kind === 'service' || (actor.kind !== 'host' && actor.role === 'admin')
