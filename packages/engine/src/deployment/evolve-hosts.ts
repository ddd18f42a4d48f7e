/** Takes facts about single hosts in: statuses, events, clocks and counters, in place. No rules here either. */
import type { DeploymentEvent } from '@sluice/model'
import { stepOf } from '../waves.ts'
import { emptyClocks, hasClock, restartClocks, startClock, stopClock } from './clock-list.ts'
import type { Clocks, Deployment } from './deployment-state.ts'
import {
  cell,
  event as eventCode,
  firstEventOf,
  isTouched,
  offset,
  setDiagnostics,
  setReason,
  target as targetCode,
} from './fleet.ts'
import { changeStatus } from './standings.ts'

type Fact<Type extends DeploymentEvent['type']> = Extract<DeploymentEvent, { type: Type }>

/** A host of blue/green starts once for each of its stages; the first time counts as its start. */
export function startHost(deployment: Deployment, host: number, at: number): void {
  const { fleet, clocks, layout, steps } = deployment
  changeStatus(deployment, host, 'InProgress')
  fleet.current[host] = deployment.stage.first
  if (fleet.startedAt[host] === 0) fleet.startedAt[host] = offset(fleet, at)
  startClock(clocks.start, host, at)
  if (fleet.silent.has(host)) startClock(clocks.silence, host, at)
  const step = steps[stepOf(layout, host)]
  if (step === undefined) return
  step.started += 1
  step.startedAt ??= at
}

export function grant(deployment: Deployment, { target, event, at }: Fact<'LifecycleEventGranted'>): void {
  const { fleet, clocks } = deployment
  const place = cell(fleet, target, event)
  fleet.eventStatus[place] = eventCode.InProgress
  fleet.eventStart[place] = offset(fleet, at)
  stopClock(clocks.start, target)
  stopClock(clocks.waiting, target)
  startClock(clocks.event, target, at)
  if (event === firstEventOf(deployment.sides, target)) deployment.touched += 1
}

export function endEvent(deployment: Deployment, fact: Fact<'LifecycleEventEnded'>): void {
  const { fleet, clocks } = deployment
  const place = cell(fleet, fact.target, fact.event)
  fleet.eventStatus[place] = eventCode[fact.status]
  fleet.eventEnd[place] = offset(fleet, fact.at)
  fleet.notes.delete(fact.target)
  for (const list of [clocks.start, clocks.waiting, clocks.event]) stopClock(list, fact.target)
  if (fact.status === 'Failed' && fact.diagnostics !== undefined)
    setDiagnostics(fleet, fact.target, fact.event, fact.diagnostics, isDrawnAgain(deployment, fact))
  if (fact.next !== undefined) {
    fleet.current[fact.target] = fact.next
    startClock(clocks.start, fact.target, fact.at)
    if (fact.status === 'Failed') deployment.ignoredFailures += 1
  }
}

/** A host that goes on, and one of which its group may say at the end what it did with it. */
const isDrawnAgain = ({ spec }: Deployment, { next }: Fact<'LifecycleEventEnded'>): boolean =>
  next !== undefined || spec.failedNewHosts === 'discard'

export function succeedHost(deployment: Deployment, { target, at }: Fact<'TargetSucceeded'>): void {
  if (lastEventFailed(deployment, target)) deployment.ignoredFailures += 1
  endHost(deployment, target, at, 'Succeeded')
}

export function failHost(deployment: Deployment, { target, at, reason }: Fact<'TargetFailed'>): void {
  deployment.firstFailure ??= { target, event: deployment.fleet.current[target] ?? 0 }
  endHost(deployment, target, at, 'Failed', reason)
}

/** A host of which the last event failed, and which has succeeded: its failure is ignored. */
function lastEventFailed({ fleet }: Deployment, host: number): boolean {
  return fleet.eventStatus[cell(fleet, host, fleet.current[host] ?? 0)] === eventCode.Failed
}

function endHost(
  deployment: Deployment,
  host: number,
  at: number,
  status: 'Succeeded' | 'Failed' | 'Skipped',
  reason?: string,
): void {
  const { fleet, clocks, layout, steps } = deployment
  changeStatus(deployment, host, status)
  fleet.notes.delete(host)
  fleet.endedAt[host] = offset(fleet, at)
  if (reason !== undefined) setReason(fleet, host, reason)
  for (let place = cell(fleet, host, 0); place < cell(fleet, host + 1, 0); place += 1)
    if (fleet.eventStatus[place] === eventCode.Pending) fleet.eventStatus[place] = eventCode.Skipped
  for (const list of [clocks.start, clocks.waiting, clocks.event, clocks.silence]) stopClock(list, host)
  fleet.silent.delete(host)
  const step = steps[stepOf(layout, host)]
  if (step === undefined) return
  if (status === 'Succeeded') step.succeeded += 1
  else if (status === 'Failed') step.failed += 1
  else step.skipped += 1
  step.endedAt = at
}

export function skipHost(deployment: Deployment, host: number, { at, reason }: Fact<'TargetsSkipped'>): void {
  if (isTouched(deployment.fleet, deployment.sides, host)) {
    deployment.leftPartWay += 1
    if (deployment.outOfService.has(host)) deployment.leftPartWayOut += 1
  }
  endHost(deployment, host, at, 'Skipped', reason)
}

export function wait({ clocks }: Deployment, { target, at }: Fact<'TargetWaiting'>): void {
  stopClock(clocks.start, target)
  startClock(clocks.waiting, target, at)
}

/**
 * `since` may lie long before the host's turn, and is shown as it is. Its clock counts from the offer or the grant at the
 * earliest: a host gets its whole time to come back.
 */
export function silence({ fleet, clocks }: Deployment, { target, since, at }: Fact<'TargetSilent'>): void {
  fleet.silent.set(target, since)
  endWaiting(clocks, target, at)
  if (fleet.status[target] !== targetCode.InProgress) return
  const turn = Math.max(clocks.start.since[target] ?? 0, clocks.event.since[target] ?? 0)
  startClock(clocks.silence, target, Math.max(since, turn))
}

export function hear({ fleet, clocks }: Deployment, target: number): void {
  fleet.silent.delete(target)
  stopClock(clocks.silence, target)
}

export function restart({ fleet, clocks }: Deployment, { at, targets }: Fact<'ClocksRestarted'>): void {
  restartClocks(clocks.start, at)
  restartClocks(clocks.event, at)
  emptyClocks(clocks.silence)
  for (const target of targets) {
    fleet.silent.delete(target)
    endWaiting(clocks, target, at)
  }
}

/** The start clock of a host that waited counts anew. */
function endWaiting({ start, waiting }: Clocks, target: number, at: number): void {
  if (!hasClock(waiting, target)) return
  stopClock(waiting, target)
  startClock(start, target, at)
}
