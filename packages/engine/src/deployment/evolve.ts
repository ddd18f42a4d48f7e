/** Takes facts about a deployment in. No rules here: whatever was decided is written down, in place. */
import { assertNever, type DeploymentEvent } from '@sluice/model'
import { strategyOf } from '../strategies/index.ts'
import { stepOf } from '../waves.ts'
import { emptyClocks, hasClock, restartClocks, startClock, stopClock } from './clock-list.ts'
import { count, noCounts } from './counts.ts'
import { newDeployment, type Clocks, type Deployment, type DeploymentState, type Life } from './deployment-state.ts'
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
import { progressAfter } from './progress.ts'
import { minimumOf, placeInStage, stageNamed } from './stage.ts'
import { changeStatus } from './standings.ts'

type Fact<Type extends DeploymentEvent['type']> = Extract<DeploymentEvent, { type: Type }>

export function evolve(state: DeploymentState, event: DeploymentEvent): void {
  if (event.type === 'DeploymentCreated') state.deployment = created(event)
  else if (state.deployment !== undefined) takeIn(state.deployment, event)
}

function created({ spec, fallback }: Fact<'DeploymentCreated'>): Deployment {
  return newDeployment(spec, fallback, strategyOf(spec).opening(spec))
}

function takeIn(deployment: Deployment, event: Exclude<DeploymentEvent, { type: 'DeploymentCreated' }>): void {
  const { stage, sides, fleet } = deployment
  count(deployment.counts, event, (host) => placeInStage(stage, sides, host, fleet.status[host] ?? 0))
  if (deployment.progress !== undefined) deployment.progress = progressAfter(deployment.progress, event)
  switch (event.type) {
    case 'DeploymentStarted':
      deployment.life = { status: 'InProgress', startedAt: event.at }
      break
    case 'TargetsStarted':
      for (const host of event.targets) startHost(deployment, host, event.at)
      break
    case 'LifecycleEventGranted':
      grant(deployment, event)
      break
    case 'LifecycleEventEnded':
      endEvent(deployment, event)
      break
    case 'TargetSucceeded':
      if (lastEventFailed(deployment, event.target)) deployment.ignoredFailures += 1
      endHost(deployment, event.target, event.at, 'Succeeded')
      break
    case 'TargetFailed':
      deployment.firstFailure ??= { target: event.target, event: deployment.fleet.current[event.target] ?? 0 }
      endHost(deployment, event.target, event.at, 'Failed', event.reason)
      break
    case 'TargetsSkipped':
      for (const host of event.targets) skipHost(deployment, host, event)
      break
    case 'TargetWaiting':
      stopClock(deployment.clocks.start, event.target)
      startClock(deployment.clocks.waiting, event.target, event.at)
      break
    case 'TargetNoted':
      deployment.fleet.notes.set(event.target, event.note)
      break
    case 'TargetReady':
      changeStatus(deployment, event.target, 'Ready')
      break
    case 'StageBegan':
      beginStage(deployment, event)
      break
    case 'ReadyWaitBegan':
      deployment.life = { ...startedLife(deployment, event.at), status: 'Ready' }
      break
    case 'ReadyWaitEnded':
      deployment.life = startedLife(deployment, event.at)
      break
    case 'ProvisioningBegan':
    case 'ProvisioningEnded':
    case 'Approved':
    case 'TrafficMoved':
    case 'TerminationWaitBegan':
    case 'TerminationWaitEnded':
    case 'RetireBegan':
    case 'RetireEnded':
      // Only the progress changes.
      break
    case 'TargetSilent':
      silence(deployment, event)
      break
    case 'TargetBack':
      hear(deployment, event.target)
      break
    case 'StopRequested':
      deployment.stop = { by: event.by, at: event.at, rollBack: event.rollBack }
      deployment.held = undefined
      break
    case 'DeploymentHeld':
      deployment.held = { by: event.by, since: event.at }
      break
    case 'DeploymentContinued':
      deployment.held = undefined
      break
    case 'ClocksRestarted':
      restart(deployment, event)
      break
    case 'SchedulingEnded':
      deployment.ending = event.error
      deployment.held = undefined
      break
    case 'DeploymentEnded':
      end(deployment, event)
      break
    case 'RolledBack':
      deployment.takenBack = { deploymentId: event.rollbackDeploymentId, message: event.message }
      break
    default:
      assertNever(event, 'deployment event')
  }
}

function beginStage(deployment: Deployment, { stage, targets }: Fact<'StageBegan'>): void {
  deployment.stage = stageNamed(stage, targets)
  deployment.minimum = minimumOf(deployment.spec, stage, targets.length)
  deployment.counts = noCounts(targets.length)
  deployment.firstFailure = undefined
}

function startedLife({ life }: Deployment, at: number): Extract<Life, { status: 'InProgress' | 'Ready' }> {
  return { status: 'InProgress', startedAt: 'startedAt' in life ? (life.startedAt ?? at) : at }
}

/** A host of blue/green starts once for each of its stages; the first time counts as its start. */
function startHost(deployment: Deployment, host: number, at: number): void {
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

function grant(deployment: Deployment, { target, event, at }: Fact<'LifecycleEventGranted'>): void {
  const { fleet, clocks } = deployment
  const place = cell(fleet, target, event)
  fleet.eventStatus[place] = eventCode.InProgress
  fleet.eventStart[place] = offset(fleet, at)
  stopClock(clocks.start, target)
  stopClock(clocks.waiting, target)
  startClock(clocks.event, target, at)
  if (event === firstEventOf(deployment.sides, target)) deployment.touched += 1
}

function endEvent(deployment: Deployment, fact: Fact<'LifecycleEventEnded'>): void {
  const { fleet, clocks } = deployment
  const place = cell(fleet, fact.target, fact.event)
  fleet.eventStatus[place] = eventCode[fact.status]
  fleet.eventEnd[place] = offset(fleet, fact.at)
  fleet.notes.delete(fact.target)
  for (const list of [clocks.start, clocks.waiting, clocks.event]) stopClock(list, fact.target)
  if (fact.status === 'Failed' && fact.diagnostics !== undefined)
    setDiagnostics(fleet, fact.target, fact.event, fact.diagnostics, fact.next !== undefined)
  if (fact.next !== undefined) {
    fleet.current[fact.target] = fact.next
    startClock(clocks.start, fact.target, fact.at)
    if (fact.status === 'Failed') deployment.ignoredFailures += 1
  }
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

function skipHost(deployment: Deployment, host: number, { at, reason }: Fact<'TargetsSkipped'>): void {
  if (isTouched(deployment.fleet, deployment.sides, host)) deployment.leftPartWay += 1
  endHost(deployment, host, at, 'Skipped', reason)
}

/**
 * `since` may lie long before the host's turn, and is shown as it is. Its clock counts from the offer or the grant at the
 * earliest: a host gets its whole time to come back.
 */
function silence({ fleet, clocks }: Deployment, { target, since, at }: Fact<'TargetSilent'>): void {
  fleet.silent.set(target, since)
  endWaiting(clocks, target, at)
  if (fleet.status[target] !== targetCode.InProgress) return
  const turn = Math.max(clocks.start.since[target] ?? 0, clocks.event.since[target] ?? 0)
  startClock(clocks.silence, target, Math.max(since, turn))
}

function hear({ fleet, clocks }: Deployment, target: number): void {
  fleet.silent.delete(target)
  stopClock(clocks.silence, target)
}

function restart({ fleet, clocks }: Deployment, { at, targets }: Fact<'ClocksRestarted'>): void {
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

function end(deployment: Deployment, { at, status, error, rollback }: Fact<'DeploymentEnded'>): void {
  const startedAt = 'startedAt' in deployment.life ? deployment.life.startedAt : undefined
  deployment.life = { status, startedAt, endedAt: at, error }
  deployment.held = undefined
  if (rollback !== undefined) deployment.takenBack = { ...rollback }
}
