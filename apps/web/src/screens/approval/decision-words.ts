/** How the wait for people ended, or stands, in words. */
import type { ApprovalRecord, BlueGreenStanding } from '@sluice/model'

export type Ready = NonNullable<BlueGreenStanding['ready']>
type Ended = NonNullable<Ready['ended']>

/**
 * "Eve rerouted", "Nobody decided in time: it stopped". The instant and the note are shown after it. `me` is the reader's
 * user id: two people may have one name.
 */
export function decisionWords(ready: Ready, { how, by }: Ended, me: string | undefined): string {
  const { atItsEnd } = ready
  const isMine = me !== undefined && lastApproval(ready)?.actorId === `user:${me}`
  const who = isMine ? 'You' : by
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

/** The note of the decision itself: of whoever moved the users. */
export const noteOfDecision = (ready: Ready): string | undefined => lastApproval(ready)?.note

/** The approval that ended the wait, where one did: who stops says nothing in an approval. */
function lastApproval({ ended, approvals }: Ready): ApprovalRecord | undefined {
  return ended?.how === 'rerouted' ? approvals.at(-1) : undefined
}

/** The newest list: a request may have answered before or after the topic told. */
export function newestApprovals(
  asked: readonly ApprovalRecord[] | undefined,
  told: readonly ApprovalRecord[] | undefined,
): readonly ApprovalRecord[] {
  return (asked?.length ?? 0) >= (told?.length ?? 0) ? (asked ?? []) : (told ?? [])
}
