/** What handlers need of the access room: who may, and secrets that are only ever stored as hashes. */
import type { Actor, Refusal } from '@sluice/model'
import type { OperationName } from './contracts.ts'

export interface DrawnSecret {
  /** Shown once, to the one whom it is for. */
  secret: string
  /** The key it is stored under. */
  hash: string
}

export interface AccessDoor {
  /** Why the actor may not call it; undefined when they may. */
  mayCall(actor: Actor, operation: OperationName): Refusal | undefined
  drawSecret(): DrawnSecret
  hashSecret(secret: string): string
  hashPassword(password: string): Promise<string>
  /** Takes as long when there is no such user, so that time tells nobody who has an account (A26). */
  isPassword(passwordHash: string | undefined, password: string): Promise<boolean>
  /** Guessing gets slower: refuses with the wait for an account or address that failed too often (A26). */
  signInGate: {
    refuseIfClosed(email: string, address: string): Refusal | undefined
    failed(email: string, address: string): void
    succeeded(email: string, address: string): void
  }
}
