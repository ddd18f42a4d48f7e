/** A stored fact as a sentence for the events tab. Hosts and events are places in the deployment's spec. */
import { assertNever, inPlaceEvents, type DeploymentEvent, type DeploymentSpec } from '@sluice/model'

export function eventText(event: DeploymentEvent, spec: DeploymentSpec): string {
  switch (event.type) {
    case 'DeploymentCreated':
      return `${event.spec.startedBy} created the deployment of ${event.spec.revision.name} to ${countOf(event.spec.targets.length)}.`
    case 'DeploymentStarted':
      return 'The deployment started.'
    case 'TargetsStarted':
      return `${hostsText(event.targets, spec)} started.`
    case 'LifecycleEventGranted':
      return `${hostText(event.target, spec)}: ${inPlaceEvents[event.event]} began.`
    case 'LifecycleEventEnded':
      return `${hostText(event.target, spec)}: ${inPlaceEvents[event.event]} ${endText(event)}.`
    case 'TargetSucceeded':
      return `${hostText(event.target, spec)} is updated.`
    case 'TargetFailed':
      return `${hostText(event.target, spec)} failed${because(event.reason)}.`
    case 'TargetsSkipped':
      return `${hostsText(event.targets, spec)} skipped${because(event.reason)}.`
    case 'TargetWaiting':
      return `${hostText(event.target, spec)} waits for a free slot: it is busy with other deployments.`
    case 'TargetSilent':
      return `${hostText(event.target, spec)} was not heard from any more.`
    case 'TargetBack':
      return `${hostText(event.target, spec)} is heard again.`
    case 'StopRequested':
      return `${event.by} asked to stop${event.rollBack ? ' and roll back' : ''}.`
    case 'DeploymentHeld':
      return `${event.by} held the deployment: no further host starts.`
    case 'DeploymentContinued':
      return `${event.by} let it continue.`
    case 'ClocksRestarted':
      return 'The service came back: clocks that ran meanwhile start anew.'
    case 'SchedulingEnded':
      return `No further host starts: ${event.error.message}`
    case 'DeploymentEnded':
      return `The deployment ended: ${event.status}${because(event.error?.message ?? event.rollback?.message)}.`
    case 'RolledBack':
      return `${event.message} (${event.rollbackDeploymentId}).`
    default:
      return assertNever(event, 'deployment event')
  }
}

/** The host that a fact is about, when it is about exactly one. */
export function targetOf(event: DeploymentEvent, spec: DeploymentSpec): string | undefined {
  return 'target' in event ? spec.targets[event.target] : undefined
}

const mostNamed = 5

function hostsText(places: readonly number[], spec: DeploymentSpec): string {
  if (places.length > mostNamed) return countOf(places.length)
  return places.map((place) => hostText(place, spec)).join(', ')
}

const hostText = (place: number, spec: DeploymentSpec): string => spec.targets[place] ?? `host ${place + 1}`

const countOf = (hosts: number): string => (hosts === 1 ? '1 host' : `${hosts} hosts`)

const because = (reason: string | undefined): string => (reason ? `: ${reason.replace(/\.$/, '')}` : '')

function endText({ status, diagnostics }: Extract<DeploymentEvent, { type: 'LifecycleEventEnded' }>): string {
  if (status === 'Succeeded') return 'succeeded'
  if (status === 'Skipped') return 'was skipped'
  const exit = typeof diagnostics?.exitCode === 'number' ? `, exit code ${diagnostics.exitCode}` : ''
  const script = diagnostics?.scriptName ? ` (${diagnostics.scriptName}${exit})` : ''
  return `failed${script}${because(diagnostics?.message)}`
}
