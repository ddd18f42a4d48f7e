/**
 * The one question of authorization, asked before every handler and every subscription. Allowed is what the table says;
 * everything else is refused: unknown deeds, hosts (A3), and what belongs to another account.
 */
import { refusal, Role, type Actor, type Refusal } from '@sluice/model'
import { deeds, type OperationName } from './operation-roles.ts'

export type Permission = { allowed: true } | { allowed: false; reason: string }

/** `resource` is what it is about, where the caller knows whose it is. */
export function can(actor: Actor, action: string, resource?: { accountId: string }): Permission {
  if (!isOperation(action)) return refused(`Nobody may call ${action.slice(0, 100)}.`)
  if (resource !== undefined && resource.accountId !== actor.accountId) return refused('There is no such thing here.')
  const { role, deed } = deeds[action]
  if (actor.kind === 'host') return refused(`${deed} is for people and their tokens: a host only takes commands.`)
  // Services are parts of this product, such as the one that lays the samples.
  const held: Role = actor.kind === 'service' ? 'admin' : actor.role
  if (rank(held) >= rank(role)) return { allowed: true }
  return refused(`Your role is ${held}. ${deed} needs ${role}: ask an administrator.`)
}

/** The same as the refusal to answer, or undefined. */
export function mayCall(actor: Actor, action: string, resource?: { accountId: string }): Refusal | undefined {
  const permission = can(actor, action, resource)
  return permission.allowed ? undefined : refusal('AccessDenied', permission.reason)
}

export const lesserRole = (a: Role, b: Role): Role => (rank(a) <= rank(b) ? a : b)

const rank = (role: Role): number => Role.options.indexOf(role)
const isOperation = (action: string): action is OperationName => Object.hasOwn(deeds, action)
const refused = (reason: string): Permission => ({ allowed: false, reason })
