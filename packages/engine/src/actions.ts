/** Which buttons a state allows. A reason starts with why not, and ends with when. The same rules refuse the signals. */
import type { ActionState, DeploymentActions, Refusal } from '@sluice/model'
import { refuseApproval, refuseEndTerminationWait } from './deployment/decide-blue-green.ts'
import { refuseEnded, refuseHold, refuseStop } from './deployment/decide-by-people.ts'
import { hasEnded, isDraining, type Deployment } from './deployment/deployment-state.ts'
import { isOpen } from './deployment/progress.ts'
import { automaticRollback, nothingToGoBackTo } from './rollback.ts'
import { hostsLetIn } from './strategies/blue-green/users.ts'
import { unasked } from './unasked.ts'

export function actionsOf(deployment: Deployment): DeploymentActions {
  return {
    stop: stopAction(deployment),
    ...(deployment.progress === undefined &&
      !hasEnded(deployment) && { stopAndRollBack: stopAndRollBackAction(deployment) }),
    hold: holdAction(deployment),
    continue: continueAction(deployment),
    redeploy: redeployAction(deployment),
    rollBack: rollBackAction(deployment),
    ...(deployment.progress !== undefined && {
      reroute: unless(refuseApproval(deployment)),
      endTerminationWait: unless(refuseEndTerminationWait(deployment)),
    }),
  }
}

const allowed: ActionState = { allowed: true }

/** Whoever may ask for the rollback may stop: a plain stop of what fails already is refused with the reason. */
function stopAction(deployment: Deployment): ActionState {
  const { stop } = deployment
  if (!hasEnded(deployment) && stop?.rollBack === true)
    return because(`Already stopping, asked by ${stop.by}. It ends when the running events have ended.`)
  if (isDraining(deployment) && isOpen(deployment.progress?.retiring))
    return because('Already stopping. It ends when the replacements have been given back.')
  return unless(refuseStop(deployment, true))
}

/** Stop and roll back; in blue/green that is about users, and each step has its own words for it. */
const wayBackNow = (deployment: Deployment): ActionState =>
  deployment.progress === undefined ? stopAndRollBackAction(deployment) : stopAction(deployment)

/** In place. That no host was changed yet is no reason: until it has stopped, one may be. */
function stopAndRollBackAction(deployment: Deployment): ActionState {
  const stop = stopAction(deployment)
  if (!stop.allowed) return stop
  const asked = { by: '', at: 0, rollBack: true }
  const rollback = automaticRollback(
    { ...deployment, stop: asked, touched: Math.max(1, deployment.touched) },
    'Stopped',
  )
  return rollback?.deploymentId === undefined
    ? because(rollback?.message ?? nothingToGoBackTo(deployment.spec))
    : allowed
}

function holdAction(deployment: Deployment): ActionState {
  const { held } = deployment
  if (held !== undefined) return because(`Already held by ${held.by}. Hold is possible again after Continue.`)
  return unless(refuseHold(deployment))
}

function continueAction(deployment: Deployment): ActionState {
  if (hasEnded(deployment)) return unless(refuseEnded(deployment))
  return deployment.held ? allowed : because('Not held. Continue is possible while a deployment is held.')
}

function redeployAction(deployment: Deployment): ActionState {
  return hasEnded(deployment) ? allowed : because('Still running. Redeploy is possible when it has ended.')
}

function rollBackAction(deployment: Deployment): ActionState {
  const { takenBack, fallback, progress, spec } = deployment
  if (!hasEnded(deployment))
    return because(
      wayBackNow(deployment).allowed
        ? 'Still running. Roll back is possible when it has ended; Stop and roll back is possible now.'
        : 'Still running. Roll back is possible when it has ended.',
    )
  if (takenBack?.deploymentId !== undefined)
    return because(
      `Already taken back by ${takenBack.deploymentId}, and a deployment is rolled back once. To go back again, redeploy ${takenBack.deploymentId}.`,
    )
  if (hasMovedNobody(deployment))
    return because('No user was moved, so there is nothing to roll back. Roll back is possible after a reroute.')
  if (spec.blueGreen?.kind === 'forward' && progress?.stages.reroute !== undefined && keepsOriginals(deployment))
    return allowed
  if (fallback === undefined && unasked(spec)) return because(nothingToGoBackTo(spec))
  if (fallback === undefined)
    return because(
      'Nothing succeeded here before it, so there is nothing to go back to. Roll back is possible for later deployments.',
    )
  return allowed
}

/** It ended before the first user was moved: they are where they were. */
function hasMovedNobody(deployment: Deployment): boolean {
  const { progress, spec } = deployment
  if (spec.blueGreen?.kind !== 'forward' || progress === undefined) return false
  return progress.trafficMovedAt === undefined && hostsLetIn(deployment, progress) === 0
}

/** While the originals live, users can be sent back to them, whatever was known of their revision. */
function keepsOriginals({ progress, standings }: Deployment): boolean {
  return standings.leaving.total > 0 && progress?.retiring?.side !== 'leaving'
}

function unless(refused: Refusal | undefined): ActionState {
  return refused === undefined ? allowed : because(refused.message)
}

function because(reason: string): ActionState {
  return { allowed: false, reason }
}
