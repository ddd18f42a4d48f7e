/** Hosts ask for grants, wait for a free slot, report results, fall silent and come back. Only a host's current event counts. */
import { previousRevisionEvents, type DeploymentEvent, type DeploymentSignal } from '@sluice/model'
import { strategyOf } from '../strategies/index.ts'
import { hasClock } from './clock-list.ts'
import { currentCommand } from './commands.ts'
import { hasEnded, isDraining, type Deployment } from './deployment-state.ts'
import { add, draftOf, type Draft } from './draft.ts'
import { target } from './fleet.ts'
import { leftReason } from './wind-up.ts'

type SignalOf<Kind extends DeploymentSignal['kind']> = Extract<DeploymentSignal, { kind: Kind }>

export function decideGrant(deployment: Deployment, { commandId }: SignalOf<'grantAsked'>, at: number) {
  const asked = currentCommand(deployment, commandId)
  if (asked === undefined || asked.granted) return []
  const draft = draftOf(deployment, at)
  hear(draft, asked.host)
  add(draft, { v: 1, at, type: 'LifecycleEventGranted', target: asked.host, event: asked.place })
  return draft.events
}

/** All its slots are busy with other deployments: not its fault, so its start clock stands. */
export function decideWaiting(deployment: Deployment, { commandId }: SignalOf<'hostWaiting'>, at: number) {
  const offered = currentCommand(deployment, commandId)
  if (offered === undefined || offered.granted || hasClock(deployment.clocks.waiting, offered.host)) return []
  const draft = draftOf(deployment, at)
  hear(draft, offered.host)
  add(draft, { v: 1, at, type: 'TargetWaiting', target: offered.host })
  return draft.events
}

/** What its running event waits for, in the words of whoever runs it. */
export function decideNoted(
  deployment: Deployment,
  { commandId, note }: SignalOf<'noted'>,
  at: number,
): DeploymentEvent[] {
  const noted = currentCommand(deployment, commandId)
  if (noted === undefined || !noted.granted || deployment.fleet.notes.get(noted.host) === note) return []
  return [{ v: 1, at, type: 'TargetNoted', target: noted.host, note }]
}

export function decideReport(deployment: Deployment, signal: SignalOf<'reported'>, at: number): DeploymentEvent[] {
  const reported = currentCommand(deployment, signal.commandId)
  if (reported === undefined || !reported.granted) return []
  const draft = draftOf(deployment, at)
  hear(draft, reported.host)
  if (signal.status === 'Failed' && !isIgnored(deployment, reported.place)) failHost(draft, reported, signal)
  else goToNextEvent(draft, reported, signal)
  strategyOf(deployment.spec).goOn(draft)
  return draft.events
}

export function decideSilent(
  deployment: Deployment,
  { targetId, since }: SignalOf<'hostSilent'>,
  at: number,
): DeploymentEvent[] {
  const host = unfinishedHost(deployment, targetId)
  if (host === undefined || deployment.fleet.silent.has(host)) return []
  return [{ v: 1, at, type: 'TargetSilent', target: host, since }]
}

export function decideBack(deployment: Deployment, { targetId }: SignalOf<'hostBack'>, at: number): DeploymentEvent[] {
  const host = unfinishedHost(deployment, targetId)
  if (host === undefined || !deployment.fleet.silent.has(host)) return []
  return [{ v: 1, at, type: 'TargetBack', target: host }]
}

function failHost(draft: Draft, { host, place }: Place, { diagnostics }: SignalOf<'reported'>): void {
  const { at } = draft
  add(draft, { v: 1, at, type: 'LifecycleEventEnded', target: host, event: place, status: 'Failed', diagnostics })
  add(draft, { v: 1, at, type: 'TargetFailed', target: host })
}

/** The event ended well, or its failure is ignored: on to the next, unless it was the last or the deployment winds up. */
function goToNextEvent(draft: Draft, { host, place }: Place, { status, diagnostics }: SignalOf<'reported'>): void {
  const { at, deployment } = draft
  const { stage } = draft
  const isLast = place === stage.last
  const isReady = isLast && stage.name === 'install'
  const goesOn = !isLast && !isDraining(deployment)
  add(draft, {
    v: 1,
    at,
    type: 'LifecycleEventEnded',
    target: host,
    event: place,
    status,
    ...(status === 'Failed' && { diagnostics }),
    ...(goesOn && { next: place + 1 }),
  })
  if (isReady && !isDraining(deployment)) add(draft, { v: 1, at, type: 'TargetReady', target: host })
  else if (isLast && !isReady) add(draft, { v: 1, at, type: 'TargetSucceeded', target: host })
  else if (!goesOn) add(draft, { v: 1, at, type: 'TargetsSkipped', targets: [host], reason: leftReason(draft, place) })
}

/** `ignoreApplicationStopFailures` covers the events whose scripts come from the previous revision (facts section 6.7). */
function isIgnored({ spec, lifecycleEvents }: Deployment, place: number): boolean {
  const event = lifecycleEvents[place]
  return spec.ignoreApplicationStopFailures && event !== undefined && previousRevisionEvents.includes(event)
}

/** A host that speaks is no longer silent. */
function hear(draft: Draft, host: number): void {
  if (draft.deployment.fleet.silent.has(host)) add(draft, { v: 1, at: draft.at, type: 'TargetBack', target: host })
}

function unfinishedHost(deployment: Deployment, targetId: string): number | undefined {
  const host = deployment.places.get(targetId)
  if (host === undefined || hasEnded(deployment)) return undefined
  const status = deployment.fleet.status[host]
  return status === target.Pending || status === target.InProgress || status === target.Ready ? host : undefined
}

interface Place {
  host: number
  place: number
}
