/** What the traffic mover knows of one member: its row as committed, and how the balancer was seen treating it. */
import type { LoadBalancer, ObservedMember, TargetGroup, TargetGroupMember } from '@sluice/model'
import type { MemberName } from './rows.ts'

export interface Registrations {
  /** Undefined when the target group or its balancer does not exist (any more). */
  place(
    accountId: string,
    targetGroupName: string,
  ): { targetGroup: TargetGroup; loadBalancer: LoadBalancer } | undefined
  /** The row as committed. */
  member(name: MemberName): TargetGroupMember | undefined
  /** All rows of a target group, as committed. */
  members(accountId: string, targetGroupName: string): TargetGroupMember[]
  /** All rows of all target groups, as committed: what a restart may have left half done is among them. */
  all(): TargetGroupMember[]
  /** Of the target group's balancer: holds everything that was committed so far. 0 when there is none. */
  generation(accountId: string, targetGroupName: string): number
  standing(name: MemberName, generation: number): MemberStanding
  /** Wakes when the row, its standing at this generation, or whether the balancer can be reached may have changed. */
  watch(name: MemberName, generation: number, wake: () => void): () => void
}

export type MemberStanding =
  /** The target group or its balancer was deleted. */
  | { status: 'gone' }
  /** The balancer cannot be asked or told now; in its own words. */
  | { status: 'trouble'; trouble: string }
  /** The balancer was not yet seen serving this generation. */
  | { status: 'behind' }
  /** Seen at this generation or a later one; without `member` it is not registered there. */
  | { status: 'observed'; member: ObservedMember | undefined }
