/** People stop, hold and continue. What is refused here is what the buttons say too (`actions.ts`). */
import { refusal, type DeploymentEvent, type DeploymentSignal, type Refusal } from '@sluice/model'
import { strategyOf } from '../strategies/index.ts'
import { endOf, hasEnded, isDraining, type Deployment } from './deployment-state.ts'
import { add, draftOf } from './draft.ts'
import { isOpen } from './progress.ts'

type SignalOf<Kind extends DeploymentSignal['kind']> = Extract<DeploymentSignal, { kind: Kind }>

/** A stop while it winds up already changes nothing, unless it asks for the rollback that was not asked for before. */
export function decideStop(deployment: Deployment, { by, rollBack, note }: SignalOf<'stop'>, at: number) {
  const refused = refuseStop(deployment, rollBack)
  if (refused !== undefined) return refused
  const isGivenBack = isDraining(deployment) && isOpen(deployment.progress?.retiring)
  if (isGivenBack || (isDraining(deployment) && (deployment.stop?.rollBack === true || !rollBack))) return []
  const draft = draftOf(deployment, at)
  add(draft, { v: 1, at, type: 'StopRequested', by, rollBack, ...(note !== undefined && { note }) })
  const strategy = strategyOf(deployment.spec)
  strategy.windUp(draft)
  strategy.goOn(draft)
  return draft.events
}

export function decideHold(deployment: Deployment, { by }: SignalOf<'hold'>, at: number): DeploymentEvent[] | Refusal {
  if (deployment.held !== undefined) return []
  return refuseHold(deployment) ?? [{ v: 1, at, type: 'DeploymentHeld', by }]
}

export function decideRelease(
  deployment: Deployment,
  { by }: SignalOf<'release'>,
  at: number,
): DeploymentEvent[] | Refusal {
  const refused = refuseEnded(deployment)
  if (refused !== undefined) return refused
  if (deployment.held === undefined) return []
  const draft = draftOf(deployment, at)
  add(draft, { v: 1, at, type: 'DeploymentContinued', by })
  strategyOf(deployment.spec).goOn(draft)
  return draft.events
}

/** A person takes an ended deployment back with a new one; a running one ends first and links itself. */
export function decideRolledBack(
  deployment: Deployment,
  { rollbackDeploymentId, message }: SignalOf<'rolledBackBy'>,
  at: number,
): DeploymentEvent[] {
  if (!hasEnded(deployment) || deployment.takenBack?.deploymentId === rollbackDeploymentId) return []
  return [{ v: 1, at, type: 'RolledBack', rollbackDeploymentId, message }]
}

/** Its group lets it be followed on hosts that began to match while it ran. */
export function decideAutoUpdated(
  deployment: Deployment,
  { autoUpdateDeploymentId }: SignalOf<'autoUpdatedBy'>,
  at: number,
): DeploymentEvent[] {
  if (deployment.autoUpdates?.includes(autoUpdateDeploymentId) === true) return []
  return [{ v: 1, at, type: 'AutoUpdated', autoUpdateDeploymentId }]
}

export function refuseEnded(deployment: Deployment): Refusal | undefined {
  const end = endOf(deployment)
  if (end === undefined) return undefined
  const { deploymentId } = deployment.spec
  return refusal(
    'DeploymentAlreadyCompletedException',
    `Already ended: ${deploymentId} has ${endedWord[end.status]}. Deploy again to change the hosts.`,
  )
}

/** Why it may not be stopped now; undefined when it may. What fails already can only be asked for its rollback. */
export function refuseStop(deployment: Deployment, rollBack: boolean): Refusal | undefined {
  const ended = refuseEnded(deployment)
  if (ended !== undefined) return ended
  const refuse = (sentence: string) => refusal('UnsupportedActionForDeploymentTypeException', sentence)
  const reason = strategyOf(deployment.spec).refuseStop(deployment)
  if (reason !== undefined) return refuse(reason)
  if (deployment.ending === undefined || rollBack) return undefined
  return refuse(
    `Already failing: ${deployment.spec.deploymentId} starts no further host. It ends when the running events have ended; Stop and roll back is possible now.`,
  )
}

/** Why it may not be held now; undefined when it may. */
export function refuseHold(deployment: Deployment): Refusal | undefined {
  const ended = refuseEnded(deployment)
  if (ended !== undefined) return ended
  const { deploymentId } = deployment.spec
  const refuse = (sentence: string) => refusal('UnsupportedActionForDeploymentTypeException', sentence)
  if (isDraining(deployment))
    return refuse(
      `Already ${deployment.ending ? 'failing' : 'stopping'}: ${deploymentId} starts no further host. It ends when the running events have ended.`,
    )
  const reason = strategyOf(deployment.spec).refuseHold(deployment)
  if (reason !== undefined) return refuse(reason)
  if (deployment.counts.pending === 0)
    return refuse(
      `Every host has started: ${deploymentId} has none left to hold back. It ${deployment.progress === undefined ? 'ends' : 'goes on'} when the running ones are done.`,
    )
  return undefined
}

const endedWord = { Succeeded: 'succeeded', Failed: 'failed', Stopped: 'been stopped' } as const
