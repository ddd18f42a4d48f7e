/** A stored fact as a sentence for the events tab. Hosts and events are places in the deployment's spec. */
import { assertNever, isActivity, type DeploymentEvent, type DeploymentSpec } from '@sluice/model'
import { activityFact } from '@sluice/store'
import { activityText, because, countOf } from '../../queries/activity-text.ts'
import { lifecycleEventsOf } from '../../queries/lifecycle-events-of.ts'

export function eventText(event: DeploymentEvent, spec: DeploymentSpec): string {
  if (event.type === 'DeploymentCreated') return createdText(event)
  if (isActivity(event)) return activityText(activityFact(event))
  switch (event.type) {
    case 'DeploymentStarted':
      return 'The deployment started.'
    case 'TargetsStarted':
      return `${hostsText(event.targets, spec)} started.`
    case 'LifecycleEventGranted':
      return `${hostText(event.target, spec)}: ${eventName(event.event, spec)} began.`
    case 'LifecycleEventEnded':
      return `${hostText(event.target, spec)}: ${eventName(event.event, spec)} ${endText(event)}.`
    case 'TargetSucceeded':
      return `${hostText(event.target, spec)} ${doneText(event.target, spec)}.`
    case 'TargetFailed':
      return `${hostText(event.target, spec)} failed${because(event.reason)}.`
    case 'TargetsSkipped':
      return `${hostsText(event.targets, spec)} ${skippedText(event.reason)}.`
    case 'TargetWaiting':
      return `${hostText(event.target, spec)} waits for a free slot: it is busy with other deployments.`
    case 'TargetSilent':
      return `${hostText(event.target, spec)} was not heard from any more.`
    case 'TargetBack':
      return `${hostText(event.target, spec)} is heard again.`
    case 'ClocksRestarted':
      return 'The service came back: clocks that ran meanwhile start anew.'
    case 'AutoUpdated':
      return `${event.autoUpdateDeploymentId} follows it on hosts that began to match while it ran.`
    case 'TargetNoted':
      return `${hostText(event.target, spec)}: ${event.note}`
    case 'StageBegan':
      return `${stageText[event.stage]} began on ${hostsText(event.targets, spec)}.`
    case 'TargetReady':
      return `${hostText(event.target, spec)} is ready for traffic.`
    case 'ProvisioningBegan':
      return 'The replacement hosts are being made.'
    case 'ProvisioningEnded':
      return 'The wait for the replacement hosts is over.'
    case 'RetireBegan':
      return event.targets !== undefined
        ? `${hostsText(event.targets, spec)} ${event.terminate ? 'ended' : 'taken out of traffic'}.`
        : `${fleetText(event.fleet, spec)} ${event.terminate ? 'is being ended' : 'is taken out of traffic'}.`
    case 'RetireEnded':
      return retiredText(event)
    case 'ZoneBakeBegan':
      return `All hosts of ${zoneText(event.zone, spec)} have ended: it bakes until ${new Date(event.until).toISOString().slice(11, 19)} UTC, then the next zone starts.`
    case 'ZoneBakeEnded':
      return event.by === undefined
        ? `The bake after ${zoneText(event.zone, spec)} is over.`
        : `The bake after ${zoneText(event.zone, spec)} was ended: ${event.by} asked to stop.`
    default:
      return assertNever(event, 'deployment event')
  }
}

/** Why, too, where it was said: of what a group starts by itself it always is. */
function createdText(event: Extract<DeploymentEvent, { type: 'DeploymentCreated' }>): string {
  return `${activityText(activityFact(event)).replace(/\.$/, '')}${because(event.spec.description)}.`
}

/** The host that a fact is about, when it is about exactly one. */
export function targetOf(event: DeploymentEvent, spec: DeploymentSpec): string | undefined {
  return 'target' in event ? spec.targets[event.target] : undefined
}

function zoneText(place: number, { zones }: DeploymentSpec): string {
  const name = zones?.zones[place]?.name
  return name === undefined ? 'the hosts without a zone' : `zone ${name}`
}

const stageText = { install: 'The installation', reroute: 'The reroute', block: 'Taking out of traffic' } as const

type EventOf<Type extends DeploymentEvent['type']> = Extract<DeploymentEvent, { type: Type }>

/** What the last event of a host came to; in blue/green its fleet says which. */
function doneText(target: number, { blueGreen }: DeploymentSpec): string {
  if (blueGreen === undefined) return 'is updated'
  return target < blueGreen.receiving ? 'has users now' : 'has no users any more'
}

/** As the state of such a host is called everywhere; the reason begins so where a host was under way. */
const skippedText = (reason: string | undefined): string =>
  reason?.startsWith('left ') === true ? `left part-way, ${reason.slice('left '.length)}` : `skipped${because(reason)}`

function fleetText(fleet: 'receiving' | 'leaving', { blueGreen }: DeploymentSpec): string {
  const isOriginal = (fleet === 'leaving') === (blueGreen?.kind === 'forward')
  return `The ${isOriginal ? 'original' : 'replacement'} fleet`
}

function retiredText({ notRetired }: EventOf<'RetireEnded'>): string {
  if (notRetired.length === 0) return 'The fleet has ended.'
  return `Not everything could be ended: ${notRetired.map(({ targetId, message }) => `${targetId} (${message})`).join(', ')}.`
}

const eventName = (place: number, { deploymentStyle }: DeploymentSpec): string =>
  lifecycleEventsOf(deploymentStyle)[place] ?? `event ${place + 1}`

const mostNamed = 5

function hostsText(places: readonly number[], spec: DeploymentSpec): string {
  if (places.length > mostNamed) return countOf(places.length)
  return places.map((place) => hostText(place, spec)).join(', ')
}

const hostText = (place: number, spec: DeploymentSpec): string => spec.targets[place] ?? `host ${place + 1}`

function endText({ status, diagnostics }: Extract<DeploymentEvent, { type: 'LifecycleEventEnded' }>): string {
  if (status === 'Succeeded') return 'succeeded'
  if (status === 'Skipped') return 'was skipped'
  const exit = typeof diagnostics?.exitCode === 'number' ? `, exit code ${diagnostics.exitCode}` : ''
  const script = diagnostics?.scriptName ? ` (${diagnostics.scriptName}${exit})` : ''
  return `failed${script}${because(diagnostics?.message)}`
}
