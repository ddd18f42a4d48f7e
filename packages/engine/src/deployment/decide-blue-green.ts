/** What people, the provisioner and the balancers say about a blue/green deployment as a whole. */
import { assertNever, refusal, type DeploymentEvent, type DeploymentSignal, type Refusal } from '@sluice/model'
import { strategyOf } from '../strategies/index.ts'
import { failProvisioning } from '../strategies/blue-green/waits.ts'
import { counted } from '../words.ts'
import { refuseEnded } from './decide-by-people.ts'
import { hasEnded, isDraining, type Deployment } from './deployment-state.ts'
import { add, draftOf, type Draft } from './draft.ts'
import { isOpen } from './progress.ts'

type Kind = 'provisioned' | 'provisionFailed' | 'retired' | 'approve' | 'endTerminationWait'
type SignalOf<K extends Kind> = Extract<DeploymentSignal, { kind: K }>

export function decideBlueGreen(
  deployment: Deployment,
  signal: SignalOf<Kind>,
  at: number,
): DeploymentEvent[] | Refusal {
  switch (signal.kind) {
    case 'provisioned':
      return decideProvisioned(deployment, at)
    case 'provisionFailed':
      return decideProvisionFailed(deployment, signal, at)
    case 'retired':
      return decideRetired(deployment, signal, at)
    case 'approve':
      return decideApprove(deployment, signal, at)
    case 'endTerminationWait':
      return decideEndTerminationWait(deployment, signal, at)
    default:
      return assertNever(signal, 'signal about a blue/green deployment')
  }
}

function decideProvisioned(deployment: Deployment, at: number): DeploymentEvent[] {
  if (!isOpen(deployment.progress?.provisioning)) return []
  return goOnAfter(deployment, at, (draft) => add(draft, { v: 1, at, type: 'ProvisioningEnded' }))
}

function decideProvisionFailed(deployment: Deployment, { message }: SignalOf<'provisionFailed'>, at: number) {
  if (!isOpen(deployment.progress?.provisioning)) return []
  return goOnAfter(deployment, at, (draft) => failProvisioning(draft, message))
}

function decideRetired(deployment: Deployment, { notRetired }: SignalOf<'retired'>, at: number): DeploymentEvent[] {
  if (!isOpen(deployment.progress?.retiring)) return []
  return goOnAfter(deployment, at, (draft) => add(draft, { v: 1, at, type: 'RetireEnded', notRetired }))
}

/** The traffic moves when so many different people have approved as the group asks for. */
function decideApprove(deployment: Deployment, { approval }: SignalOf<'approve'>, at: number) {
  const refused = refuseApproval(deployment, approval.actorId) ?? refuseLate(deployment, at)
  if (refused !== undefined) return refused
  return goOnAfter(deployment, at, (draft) => {
    add(draft, { v: 1, at, type: 'Approved', approval })
    const isEnough = (draft.progress?.ready?.approvals.length ?? 0) >= approversOf(deployment)
    if (isEnough) add(draft, { v: 1, at, type: 'ReadyWaitEnded', how: 'rerouted', by: approval.by })
  })
}

function decideEndTerminationWait(deployment: Deployment, { by }: SignalOf<'endTerminationWait'>, at: number) {
  const refused = refuseEndTerminationWait(deployment)
  if (refused !== undefined) return refused
  return goOnAfter(deployment, at, (draft) => add(draft, { v: 1, at, type: 'TerminationWaitEnded', by }))
}

/** Why nobody, or not this person, may approve the reroute now; undefined when they may. */
export function refuseApproval(deployment: Deployment, actorId?: string): Refusal | undefined {
  const refused = refuseEnded(deployment) ?? refuseInPlace(deployment)
  if (refused !== undefined) return refused
  const ready = deployment.progress?.ready
  if (ready === undefined) return notReady(notYet(deployment))
  if (!isOpen(ready))
    return notReady(isDraining(deployment) ? 'It is being stopped.' : 'Already decided: the traffic is moving.')
  const own = ready.approvals.find((approval) => approval.actorId === actorId)
  if (own === undefined) return undefined
  const more = approversOf(deployment) - ready.approvals.length
  return notReady(`${own.by} has approved already. ${counted(more, 'more person', 'more people')} must approve.`)
}

/** The clock may ring late; what it will say holds from the deadline on. */
function refuseLate({ spec, progress }: Deployment, at: number): Refusal | undefined {
  const until = progress?.ready?.until
  if (spec.blueGreen?.readyWait?.atItsEnd !== 'STOP_DEPLOYMENT' || until === undefined || at < until) return undefined
  return notReady('Time is up: nobody decided before the deadline, and it is being stopped.')
}

/** Why the originals cannot be ended now; undefined when they can. */
export function refuseEndTerminationWait(deployment: Deployment): Refusal | undefined {
  const refused = refuseEnded(deployment) ?? refuseInPlace(deployment)
  if (refused !== undefined) return refused
  if (isOpen(deployment.progress?.termination)) return undefined
  return notReady(
    isOpen(deployment.progress?.retiring)
      ? 'The wait is over: the hosts are being ended.'
      : 'Not waiting to end the originals. This is possible when all traffic has moved.',
  )
}

/** How many different people must approve: at least one. */
export function approversOf({ spec }: Deployment): number {
  return Math.max(1, spec.blueGreen?.readyWait?.approvers ?? 1)
}

function notYet({ spec, progress }: Deployment): string {
  if (spec.blueGreen?.readyWait === undefined)
    return 'It waits for nobody: the traffic is moved as soon as that is possible.'
  return progress?.stages.reroute === undefined
    ? 'The replacements are not ready yet. Reroute is possible when they are.'
    : 'Already decided: the traffic is moving.'
}

function refuseInPlace({ spec }: Deployment): Refusal | undefined {
  if (spec.blueGreen !== undefined) return undefined
  return refusal(
    'UnsupportedActionForDeploymentTypeException',
    `Not a blue/green deployment: ${spec.deploymentId} moves no traffic between fleets.`,
  )
}

function notReady(sentence: string): Refusal {
  return refusal('DeploymentIsNotInReadyStateException', sentence)
}

function goOnAfter(deployment: Deployment, at: number, change: (draft: Draft) => void): DeploymentEvent[] {
  if (hasEnded(deployment)) return []
  const draft = draftOf(deployment, at)
  change(draft)
  strategyOf(deployment.spec).goOn(draft)
  return draft.events
}
