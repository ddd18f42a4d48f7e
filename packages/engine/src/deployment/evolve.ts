/** Takes facts about a deployment in. No rules here: whatever was decided is written down, in place. */
import { assertNever, type DeploymentEvent } from '@sluice/model'
import { strategyOf } from '../strategies/index.ts'
import { count, noCounts } from './counts.ts'
import { discard } from './discarded.ts'
import {
  newDeployment,
  stopRequestOf,
  type Deployment,
  type DeploymentState,
  type UnderWay,
} from './deployment-state.ts'
import {
  endEvent,
  failHost,
  grant,
  hear,
  restart,
  silence,
  skipHost,
  startHost,
  succeedHost,
  wait,
} from './evolve-hosts.ts'
import { progressAfter } from './progress.ts'
import { minimumOf, placeInStage, stageNamed } from './stage.ts'
import { changeStatus } from './standings.ts'
import { zoningAfter } from './zoning.ts'

type Fact<Type extends DeploymentEvent['type']> = Extract<DeploymentEvent, { type: Type }>

export function evolve(state: DeploymentState, event: DeploymentEvent): void {
  if (event.type === 'DeploymentCreated') state.deployment = created(event)
  else if (state.deployment !== undefined) takeIn(state.deployment, event)
}

function created({ spec, fallback }: Fact<'DeploymentCreated'>): Deployment {
  return newDeployment(spec, fallback, strategyOf(spec).opening(spec))
}

function takeIn(deployment: Deployment, event: Exclude<DeploymentEvent, { type: 'DeploymentCreated' }>): void {
  const { stage, sides, fleet, layout, zoning, outOfService } = deployment
  const placeOf = (host: number) => placeInStage(stage, sides, host, fleet.status[host] ?? 0)
  count(deployment.counts, event, placeOf, outOfService)
  if (zoning !== undefined) deployment.zoning = zoningAfter(layout.zones ?? [], zoning, event, placeOf, outOfService)
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
      succeedHost(deployment, event)
      break
    case 'TargetFailed':
      failHost(deployment, event)
      break
    case 'TargetsSkipped':
      for (const host of event.targets) skipHost(deployment, host, event)
      break
    case 'TargetWaiting':
      wait(deployment, event)
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
    case 'ZoneBakeBegan':
      deployment.life = { ...startedLife(deployment, event.at), status: 'Baking' }
      break
    case 'ZoneBakeEnded':
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
      deployment.stop = stopRequestOf(event)
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
    case 'AutoUpdated':
      deployment.autoUpdates = [...(deployment.autoUpdates ?? []), event.autoUpdateDeploymentId]
      break
    case 'HostsDiscarded':
      discard(deployment, event)
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

function startedLife({ life }: Deployment, at: number): UnderWay {
  return { status: 'InProgress', startedAt: 'startedAt' in life ? (life.startedAt ?? at) : at }
}

function end(deployment: Deployment, { at, status, error, rollback }: Fact<'DeploymentEnded'>): void {
  const startedAt = 'startedAt' in deployment.life ? deployment.life.startedAt : undefined
  deployment.life = { status, startedAt, endedAt: at, error }
  deployment.held = undefined
  if (rollback !== undefined) deployment.takenBack = { ...rollback }
}
