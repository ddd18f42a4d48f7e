/** When the button that moves users may be pressed, and what is still missing. The server decides again. */
import type { Output } from '@sluice/api/contracts'
import type { ApprovalCheck } from '@sluice/model'
import { newestApprovals } from './decision-words.ts'
import type { Ready } from './decision-words.ts'

export type Approval = Output<'getApproval'>

/** What somebody typed and ticked; it outlives everything that others do meanwhile. */
export interface Draft {
  note: string
  typed: string
  /** The failing checks that were seen, by `seenKey`. */
  ticked: ReadonlySet<string>
}

export const emptyDraft: Draft = { note: '', typed: '', ticked: new Set() }

/** A check that fails in another way must be seen again. */
export const seenKey = (check: ApprovalCheck): string => `${check.name}: ${check.sentence}`

export const failingChecks = (approval: Approval): readonly ApprovalCheck[] =>
  approval.evidence?.checks.filter((check) => check.state === 'failed') ?? []

/** What was on the page when somebody began to decide. */
export interface Seen {
  seen: string | undefined
  /** Everything that was not well. */
  troubles: ReadonlySet<string>
  approvals: number
}

export const seenIn = (approval: Approval): Seen => ({
  seen: approval.seen,
  troubles: new Set(troublesIn(approval)),
  approvals: approval.approvals.length,
})

const troublesIn = ({ evidence }: Approval): string[] =>
  evidence?.checks.filter((check) => check.state !== 'ok').map(seenKey) ?? []

/** Whether one must look again: a trouble that was not there, or another approval. What only got better is no surprise. */
export function mustLookAgain(before: Seen, now: Approval): boolean {
  if (before.seen === now.seen) return false
  return before.approvals !== now.approvals.length || troublesIn(now).some((trouble) => !before.troubles.has(trouble))
}

/** How many have approved and how many must, and so whether the next approval moves users. */
export interface ApprovalCount {
  given: number
  needed: number
  isLast: boolean
}

export function approvalCount(approval: Approval, ready: Ready | undefined): ApprovalCount {
  const given = newestApprovals(approval.approvals, ready?.approvals).length
  const needed = approval.policy?.approvers ?? ready?.approvers ?? 0
  return { given, needed, isLast: given + 1 >= needed }
}

/** Only the press that moves users says so. */
export const decisionName = ({ given, needed, isLast }: ApprovalCount, revision: string): string =>
  isLast ? `Reroute traffic: 100 % to ${revision}` : `Approve (${given + 1} of ${needed})`

/** A failing check makes the note required: who goes on all the same says why. */
export const isNoteRequired = (approval: Approval): boolean =>
  approval.noteRequired || failingChecks(approval).length > 0

/** Undefined when nothing is missing; else the first thing, in the order of the form. */
export function whyNotYet(approval: Approval, draft: Draft): string | undefined {
  if (!approval.mayApprove.allowed) return approval.mayApprove.reason ?? 'You may not approve this reroute.'
  if (failingChecks(approval).some((check) => !draft.ticked.has(seenKey(check))))
    return 'A check fails. Tick that you have seen it first.'
  if (isNoteRequired(approval) && draft.note.trim() === '')
    return 'A note is missing: it is kept with the decision. Write one first.'
  if (approval.phrase !== undefined && draft.typed.trim() !== approval.phrase)
    return `The group is not confirmed. Type ${approval.phrase} first.`
  return undefined
}
