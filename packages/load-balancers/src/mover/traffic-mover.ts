/**
 * Moves traffic for deployments: takes commands like a platform, writes members' rows, waits until the balancer was seen doing
 * it, and reports. Everything is absolute and may come twice; what a restart interrupted goes on when its command comes again.
 */
import type { Command, TargetGroupMember } from '@sluice/model'
import type { Registrations } from '../reconciler/registrations.ts'
import type { MemberName } from '../reconciler/rows.ts'
import type { Door } from './door.ts'

export interface TrafficMoverNeeds extends Door {
  /** The reconciler. */
  registrations: Registrations
  /**
   * One commit; resolves after it, when `registrations` knows it too. Of a target group that was deleted, nothing is put.
   * Rejects when the commit failed: it is tried again.
   */
  write(changes: readonly MemberChange[]): Promise<void>
  /** Where the host's application listens; the target group's port unless it has its own. Undefined: nobody knows. */
  memberAddress(accountId: string, targetId: string): Promise<{ address: string; port?: number } | undefined>
  /** What should not happen, such as a commit that failed. */
  fault(error: unknown): void
  now?(): number
}

export type MemberChange = { put: TargetGroupMember } | { remove: MemberName }

export interface TrafficMover {
  /**
   * Returns at once. Takes `runLifecycleEvent` of AllowTraffic and BlockTraffic, their `withdraw`, `offerTestTraffic`, and the
   * traffic half of `retire` (not reported: whoever ends the hosts reports). Every other command is not for it, and ignored.
   */
  dispatch(commands: readonly Command[]): void
  /** Drains and removes these hosts; resolves when no balancer serves them. Rejects only when stopped. */
  takeOut(accountId: string, targetGroupNames: readonly string[], targetIds: readonly string[]): Promise<void>
  /** Finishes the drains that a restart interrupted and no command asks for any more. After the reconciler's start. */
  resume(): void
  /** Ends all waiting; rows stay as they are. */
  stop(): void
}
