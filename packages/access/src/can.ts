/** The one question of authorization, asked before every handler and every subscription. The answer is for people: who is needed, and whom to ask. */
import { type Actor, Role } from '@sluice/model'
import { operationRoles } from './operation-roles.ts'

/** What the action is about. Everything belongs to an account; nobody reaches into another one. */
export interface Resource {
  accountId: string
}

export type Permission = { allowed: true } | { allowed: false; reason: string }

export function can(actor: Actor, action: string, resource: Resource): Permission {
  if (actor.kind === 'host') return no(`${actor.instanceName} is a host: hosts run commands and report, nothing else.`)
  if (actor.kind === 'service') return no('The service itself asks nothing here.')
  if (actor.accountId !== resource.accountId) return no('There is no such thing in your account.')
  const needed = Object.hasOwn(operationRoles, action)
    ? operationRoles[action as keyof typeof operationRoles]
    : undefined
  if (needed === undefined) return no('Nobody may do this.')
  if (rank(actor.role) >= rank(needed)) return { allowed: true }
  return no(`Your role is ${actor.role}. This needs ${withArticle(needed)}: ask an administrator.`)
}

const no = (reason: string): Permission => ({ allowed: false, reason })
const rank = (role: Role): number => Role.options.indexOf(role)
const withArticle = (role: Role): string => (role === 'admin' ? 'an admin' : `a ${role}`)
