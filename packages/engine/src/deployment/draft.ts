/**
 * A decision in the making: the facts drafted so far, and what they change for the next one. It starts from a copy of
 * the counters, so that deciding writes nothing of the state.
 */
import type { DeploymentEvent, DeploymentSpec, Diagnostics, ErrorInformation, LastSuccessful } from '@sluice/model'
import { count, type Counts } from './counts.ts'
import type { Deployment, StopRequest } from './deployment-state.ts'

export interface Draft {
  readonly at: number
  readonly spec: DeploymentSpec
  readonly fallback: LastSuccessful | undefined
  readonly deployment: Deployment
  readonly minimum: number
  readonly counts: Counts
  isHeld: boolean
  stop: StopRequest | undefined
  ending: ErrorInformation | undefined
  firstFailure: FirstFailure | undefined
  readonly events: DeploymentEvent[]
}

export interface FirstFailure {
  target: number
  event: number
  /** When it failed in this very draft; otherwise the fleet has them. */
  diagnostics?: Diagnostics | undefined
}

export function draftOf(deployment: Deployment, at: number): Draft {
  return {
    at,
    spec: deployment.spec,
    fallback: deployment.fallback,
    deployment,
    minimum: deployment.minimum,
    counts: { ...deployment.counts },
    isHeld: deployment.held !== undefined,
    stop: deployment.stop,
    ending: deployment.ending,
    firstFailure: deployment.firstFailure,
    events: [],
  }
}

export function add(draft: Draft, event: DeploymentEvent): void {
  draft.events.push(event)
  count(draft.counts, event)
  if (event.type === 'StopRequested') draft.stop = { by: event.by, at: event.at, rollBack: event.rollBack }
  else if (event.type === 'SchedulingEnded') endScheduling(draft, event.error)
  else if (event.type === 'DeploymentHeld') draft.isHeld = true
  else if (event.type === 'DeploymentContinued') draft.isHeld = false
  else if (event.type === 'LifecycleEventEnded' && event.status === 'Failed' && event.next === undefined)
    draft.firstFailure ??= { target: event.target, event: event.event, diagnostics: event.diagnostics }
}

function endScheduling(draft: Draft, error: ErrorInformation): void {
  draft.ending = error
  draft.isHeld = false
}
