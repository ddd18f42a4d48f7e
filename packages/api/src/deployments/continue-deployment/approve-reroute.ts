/**
 * The decision on a reroute (A20). It is bound to what the person saw: the state is read and hashed anew inside the commit's own
 * decision, where nothing changes in between. What was measured is asked for before: balancers take their time.
 */
import { personId, refuse, RefusalError, type ApprovalRecord } from '@sluice/model'
import type { Store } from '@sluice/store'
import type { Call } from '../../handler.ts'
import type { ParsedOf } from '../../operation.ts'
import { changeDirectory } from '../../queries/change-directory.ts'
import { findRunningDeployment } from '../../queries/find-deployment.ts'
import { isoTime } from '../../queries/random-ids.ts'
import { asBlueGreen } from '../approval/as-blue-green.ts'
import { checksOf } from '../approval/checks.ts'
import { evidenceOf, keptEvidence } from '../approval/evidence.ts'
import { approvalRefusal, approversNeeded, wantedOf } from '../approval/may-approve.ts'
import { measuresOf } from '../approval/measures.ts'
import { momentOf, type Moment } from '../approval/moment.ts'
import { seenOf, whatChanged } from '../approval/seen.ts'
import type { continueDeployment as contract } from './contract.ts'

type Given = ParsedOf<typeof contract>

export async function approveReroute(deployment: Moment['deployment'], given: Given, call: Call) {
  const { actor, ports } = call
  const { deploymentId, deploymentGroupId: groupId } = deployment
  const measures = await measuresOf(ports, await momentOf(ports, ports.store, deployment))
  return changeDirectory(call, `deployment:${deploymentId}`, async (store) => {
    const moment = await momentNow(call, store, deploymentId)
    refuseUnlessAllowed(moment, call)
    refuseUnlessSeen(moment, given)
    const approval: ApprovalRecord = {
      by: actor.name,
      actorId: personId(actor),
      at: isoTime(moment.at),
      ...(given.note && { note: given.note }),
      ...(given.seen !== undefined && { seen: given.seen }),
      evidence: keptEvidence(evidenceOf(moment, measures)),
    }
    return {
      changes: [],
      signals: [{ to: 'deployment', groupId, deploymentId, kind: 'approve', approval }],
      answer: answerOf(moment),
    }
  })
}

async function momentNow({ actor, ports }: Call, store: Store, deploymentId: string): Promise<Moment> {
  const deployment = await findRunningDeployment(store, actor.accountId, deploymentId)
  return momentOf(ports, store, asBlueGreen(deployment))
}

function refuseUnlessAllowed(moment: Moment, { actor }: Call): void {
  const refused = approvalRefusal(moment, actor)
  if (refused !== undefined) throw new RefusalError(refused)
}

/** Where nobody asked for approvals and nothing was shown, as from a command line, there is nothing to be bound to. */
function refuseUnlessSeen(moment: Moment, { seen, note, typed }: Given): void {
  if (moment.policy === undefined && seen === undefined) return
  if (seen === undefined)
    refuse(
      'StateChanged',
      'seen is missing: this group has an approval policy. Read getApproval, look at what it shows, and send its seen back.',
    )
  if (seen !== seenOf(moment)) refuse('StateChanged', whatChanged(seen, moment))
  const { noteRequired, phrase } = wantedOf(moment, checksOf(moment))
  if (noteRequired && !note) refuseField('note', 'note is missing: say why you approve, it is kept with the decision.')
  if (phrase !== undefined && typed?.trim() !== phrase)
    refuseField('typed', `typed must be the name of the deployment group, ${phrase}.`)
}

function answerOf(moment: Moment) {
  const needed = approversNeeded(moment)
  const given = (moment.deployment.blueGreen.ready?.approvals.length ?? 0) + 1
  if (given >= needed)
    return { status: 'continued' as const, statusMessage: 'Approved: the traffic is being rerouted.' }
  return {
    status: 'waiting' as const,
    statusMessage: `Approved: ${given} of ${needed}. Another person must approve too.`,
  }
}

function refuseField(field: string, message: string): never {
  refuse('InvalidInputException', message, [{ field, rule: 'approval', message }])
}
