/** Who may approve this reroute now: the role, four eyes, each person once. Compared are identities, never names (A20). */
import { can } from '@sluice/access'
import { personId, refusal, type ActionState, type Actor, type ApprovalCheck, type Refusal } from '@sluice/model'
import { hasFailed } from './checks.ts'
import type { Decision, Moment } from './moment.ts'

export function mayApprove(moment: Decision, actor: Actor): ActionState {
  const refused = approvalRefusal(moment, actor)
  return refused === undefined ? { allowed: true } : { allowed: false, reason: refused.message }
}

export function approvalRefusal(moment: Decision, actor: Actor): Refusal | undefined {
  return notWaiting(moment) ?? tooLate(moment) ?? missingRole(moment, actor) ?? sameEyes(moment, actor)
}

/** What must come with the decision. A check that failed asks for it whatever the policy says. */
export function wantedOf({ policy, deployment }: Moment, checks: readonly ApprovalCheck[]) {
  const failed = hasFailed(checks)
  const mustType = failed || policy?.typedConfirmation === true
  return {
    noteRequired: failed || policy?.noteRequired === true,
    ...(mustType && { phrase: deployment.deploymentGroupName }),
  }
}

export const approversNeeded = ({ spec }: Pick<Decision, 'spec'>): number =>
  Math.max(1, spec.blueGreen.readyWait?.approvers ?? 0)

function notWaiting({ deployment: { deploymentId, status, blueGreen } }: Decision): Refusal | undefined {
  if (status === 'Ready' && blueGreen.step === 'ready') return undefined
  return refusal('DeploymentIsNotInReadyStateException', notReadyText(deploymentId, blueGreen))
}

function notReadyText(
  deploymentId: string,
  { ready, trafficMovedAt, step }: Decision['deployment']['blueGreen'],
): string {
  const { ended } = ready ?? {}
  if (ended?.by !== undefined) return `${ended.by} has decided already: the wait of ${deploymentId} is over.`
  if (trafficMovedAt !== undefined) return `The traffic of ${deploymentId} has moved already.`
  if (ended !== undefined || step === 'ended')
    return `The wait of ${deploymentId} is over: nothing can be approved any more.`
  return `Deployment ${deploymentId} does not wait for the reroute: every replacement host must be ready first.`
}

/** The clock may ring late; what it will say holds from the deadline on. */
function tooLate({ at, deployment: { blueGreen } }: Decision): Refusal | undefined {
  const { until, atItsEnd } = blueGreen.ready ?? {}
  if (atItsEnd !== 'STOP_DEPLOYMENT' || until === undefined || at < Date.parse(until)) return undefined
  return refusal(
    'DeploymentIsNotInReadyStateException',
    'Time is up: nobody decided before the deadline, and it is being stopped.',
  )
}

function missingRole({ policy }: Decision, actor: Actor): Refusal | undefined {
  const permission = can(actor, policy === undefined ? 'continueDeployment' : 'approveReroute')
  return permission.allowed ? undefined : refusal('AccessDenied', permission.reason)
}

function sameEyes({ policy, spec, deployment }: Decision, actor: Actor): Refusal | undefined {
  if (policy === undefined) return undefined
  const person = personId(actor)
  if (!policy.ownApprovalAllowed && person === spec.startedById)
    return refusal(
      'ApprovalNotAllowed',
      'You started this deployment. Somebody else must approve it: send them the link of this page.',
    )
  if (deployment.blueGreen.ready?.approvals.some(({ actorId }) => actorId === person))
    return refusal('ApprovalNotAllowed', 'You have approved this already: another person must approve too.')
  return undefined
}
