/**
 * What a commit takes away from those who are connected: their sockets are cut at once, and who may comes back (A5, A19).
 * Changes are taken as they were committed, whoever made them.
 */
import type { DirectoryChange } from '@sluice/store'
import type { Identity } from './identify.ts'

export type Revocation =
  /** A session that was signed out, a token that was revoked. */
  | { kind: 'credential'; credential: string }
  /** A person whose role, password or state changed: they and the tokens they made are asked again. */
  | { kind: 'user'; userId: string }
  | { kind: 'instance'; accountId: string; instanceName: string }

export function revocationsIn(changes: readonly DirectoryChange[]): Revocation[] {
  return changes.flatMap(revocationOf)
}

export function concerns(revocation: Revocation, { actor, credential, madeBy }: Identity): boolean {
  switch (revocation.kind) {
    case 'credential':
      return revocation.credential === credential
    case 'user':
      return revocation.userId === (actor.kind === 'user' ? actor.userId : madeBy)
    case 'instance':
      return actor.kind === 'host' && actor.instanceName === revocation.instanceName
  }
}

function revocationOf(change: DirectoryChange): Revocation[] {
  if (change.collection === 'credentials' && 'remove' in change) return [{ kind: 'credential', credential: change.key }]
  if (change.collection === 'users' && 'put' in change) return [{ kind: 'user', userId: change.put.userId }]
  if (change.collection === 'instances' && 'put' in change && change.put.deregisterTime !== undefined)
    return [{ kind: 'instance', accountId: change.put.accountId, instanceName: change.put.instanceName }]
  return []
}
