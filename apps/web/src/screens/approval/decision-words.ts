/** How the wait for people ended, or stands, in words. */
import type { ApprovalRecord, BlueGreenStanding } from '@sluice/model'

export type Ready = NonNullable<BlueGreenStanding['ready']>
type Ended = NonNullable<Ready['ended']>

/** "Eve rerouted", "Nobody decided in time: it stopped". The instant and the note are shown after it. */
export function decisionWords({ how, by }: Ended, atItsEnd: Ready['atItsEnd'], me: string | undefined): string {
  const who = by === undefined ? undefined : by === me ? 'You' : by
  switch (how) {
    case 'rerouted':
      return `${who ?? 'Somebody'} rerouted`
    case 'continued':
      return who === undefined ? 'Nobody decided in time: it continued by itself' : `${who} continued`
    case 'stopped':
      return `${who ?? 'Somebody'} stopped`
    case 'deadline':
      return atItsEnd === 'STOP_DEPLOYMENT'
        ? 'Nobody decided in time: it stopped'
        : 'Nobody decided in time: it continued by itself'
  }
}

/** The note of the decision itself: of whoever ended the wait. */
export function noteOfDecision({ ended, approvals }: Ready): string | undefined {
  return approvals.findLast((approval) => approval.by === ended?.by)?.note
}

/** What the group asks for, for the line of people. */
export function policyWords(approvers: number | undefined): string {
  if (approvers === undefined || approvers === 0) return 'anybody who may deploy may approve'
  return approvers === 1 ? 'needs 1 approver' : `needs ${approvers} different approvers`
}

/** The newest list: a request may have answered before or after the topic told. */
export function newestApprovals(
  asked: readonly ApprovalRecord[] | undefined,
  told: readonly ApprovalRecord[] | undefined,
): readonly ApprovalRecord[] {
  return (asked?.length ?? 0) >= (told?.length ?? 0) ? (asked ?? []) : (told ?? [])
}
