/** The room as one object, for the composition root: who is there, who may, and who is not any more. */
import { firstAccountId, type Actor, type Instance, type Refusal } from '@sluice/model'
import type { DirectoryChange, Store } from '@sluice/store'
import { randomBytes as nodeRandomBytes, randomUUID } from 'node:crypto'
import { can, mayCall, type Permission } from './can.ts'
import {
  drawEnrolmentToken,
  redeemEnrolment,
  type EnrolmentBound,
  type EnrolmentClaim,
  type EnrolmentToken,
} from './enrolment.ts'
import { ensureFirstAdministrator, type FirstAdministrator, type NamedAdministrator } from './first-administrator.ts'
import { identify, identifyAgain, type Identity, type Presented } from './identify.ts'
import { createPasswords, type PasswordCost, type Passwords } from './passwords.ts'
import { revocationsIn, type Revocation } from './revocations.ts'
import { drawSecret, hashSecret, type DrawnSecret } from './secrets.ts'
import { createSignInGate, type SignInGate } from './sign-in-gate.ts'
import type { Write } from './write.ts'

export interface AccessNeeds {
  store: Store
  /** The conductor's `change`. */
  write: Write
  region: string
  apiToken?: string | undefined
  now?(): number
  randomBytes?(count: number): Uint8Array
  randomUuid?(): string
  passwordCost?: PasswordCost
}

export interface Access extends Passwords {
  can(actor: Actor, action: string, resource?: { accountId: string }): Permission
  mayCall(actor: Actor, action: string, resource?: { accountId: string }): Refusal | undefined
  drawSecret(): DrawnSecret
  hashSecret(secret: string): string
  signInGate: SignInGate
  authenticate(presented: Presented): Promise<Actor | undefined>
  /** The same with the key of what was presented, for sockets that outlive a request. */
  identify(presented: Presented): Promise<Identity | undefined>
  /** What has become of them; undefined when there is nobody any more. */
  identifyAgain(identity: Identity): Promise<Identity | undefined>
  /** Give it every commit's directory changes; tells the listeners of `onRevoked`. */
  noteCommitted(changes: readonly DirectoryChange[]): void
  onRevoked(listener: (revocation: Revocation) => void): () => void
  drawEnrolmentToken(bound: EnrolmentBound): EnrolmentToken
  redeemEnrolment(claim: EnrolmentClaim, request: { requestId: string; address: string }): Promise<Instance | Refusal>
  ensureFirstAdministrator(named: NamedAdministrator): Promise<FirstAdministrator>
}

export function createAccess(needs: AccessNeeds): Access {
  const { now = Date.now, randomBytes = nodeRandomBytes, randomUuid = randomUUID } = needs
  const { store, write, region, apiToken } = needs
  const passwords = createPasswords(needs.passwordCost)
  const listeners = new Set<(revocation: Revocation) => void>()
  const identifyNeeds = { store, write, now, apiToken, accountId: firstAccountId }
  return {
    ...passwords,
    can,
    mayCall,
    drawSecret: () => drawSecret(randomBytes),
    hashSecret,
    signInGate: createSignInGate(now),
    identify: (presented) => identify(identifyNeeds, presented),
    identifyAgain: (identity) => identifyAgain(identifyNeeds, identity),
    authenticate: async (presented) => (await identify(identifyNeeds, presented))?.actor,
    noteCommitted(changes) {
      for (const revocation of revocationsIn(changes)) for (const listener of listeners) listener(revocation)
    },
    onRevoked(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    drawEnrolmentToken: (bound) => drawEnrolmentToken({ now, randomBytes }, bound),
    redeemEnrolment: (claim, request) => redeemEnrolment({ write, region }, claim, request),
    ensureFirstAdministrator: (named) =>
      ensureFirstAdministrator({ ...passwords, store, write, now, randomBytes, randomUuid }, named),
  }
}
