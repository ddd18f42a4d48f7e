/**
 * Rollbacks: a new deployment of the last revision that succeeded, linked both ways. A rollback that fails starts no
 * other. Source: facts section 6.3.
 */
import type { BlueGreenSpec, DeploymentSpec, LastSuccessful } from '@sluice/model'
import type { Deployment } from './deployment/deployment-state.ts'
import { isTouched, target, type Fleet } from './deployment/fleet.ts'
import type { Progress } from './deployment/progress.ts'
import type { Sides } from './deployment/sides.ts'
import { unasked } from './unasked.ts'

export const automaticRollbackStarter = 'automatic rollback'

/** Why there is none: nothing succeeded before, or what did is what was being installed. */
export function nothingToGoBackTo(spec: DeploymentSpec): string {
  return unasked(spec)
    ? 'These hosts were getting the last revision that succeeded; there is nothing else to go back to.'
    : 'There is no earlier successful deployment to go back to.'
}

/**
 * What a deployment that ends so says about being rolled back; undefined when nobody asked for a rollback. It stays true when the
 * rollback has ended, however it went.
 */
export function automaticRollback(
  ended: Pick<Deployment, 'spec' | 'fallback' | 'stop' | 'touched' | 'progress'>,
  status: 'Failed' | 'Stopped',
): { deploymentId?: string; message: string } | undefined {
  const { spec, fallback, stop, touched, progress } = ended
  const asked = stop?.rollBack === true
  if (progress !== undefined && spec.blueGreen !== undefined)
    return trafficBack(spec, spec.blueGreen, progress, status, asked || isConfigured(spec, status))
  if (!asked && !isConfigured(spec, status)) return undefined
  if (isItselfTheRollback(spec, asked)) return { message: isRollbackItself }
  if (fallback === undefined) return { message: nothingToGoBackTo(spec) }
  if (touched === 0) return { message: 'No host was changed, so there is nothing to roll back.' }
  const message = `${spec.rollbackDeploymentId} was started to roll it back to ${fallback.revision.name}, the last revision that succeeded.`
  return { deploymentId: spec.rollbackDeploymentId, message }
}

/**
 * Blue/green goes back by traffic. A reroute that fails goes back whether or not anybody asked: traffic is never left between
 * two fleets unless somebody wants it there (ADR 5).
 */
function trafficBack(
  spec: DeploymentSpec,
  { kind, receiving }: BlueGreenSpec,
  { stages }: Progress,
  status: 'Failed' | 'Stopped',
  asked: boolean,
): { deploymentId?: string; message: string } | undefined {
  const hasBegun = stages.reroute !== undefined
  if (!asked && !(hasBegun && status === 'Failed')) return undefined
  if (kind === 'trafficBack') return { message: isRollbackItself }
  if (!hasBegun) return { message: 'No traffic was moved, so there is nothing to roll back.' }
  if (receiving >= spec.targets.length) return { message: 'There are no originals to send users back to.' }
  if (spec.rollbackDeploymentId === spec.deploymentId) return { message: isRollbackItself }
  return {
    deploymentId: spec.rollbackDeploymentId,
    message: `${spec.rollbackDeploymentId} was started to send users back to the originals.`,
  }
}

const isRollbackItself = 'It is a rollback itself, and a rollback starts no other.'

/** Undefined when there is nothing to go back to. */
export function rollbackSpecOf(deployment: Deployment, at: number): DeploymentSpec | undefined {
  const { spec, fallback } = deployment
  if (spec.blueGreen !== undefined) return trafficBackSpec(deployment, spec.blueGreen, at)
  return fallback && rollbackSpec(deployment, fallback, at)
}

/** Originals receive, replacements leave; nothing is installed. */
function trafficBackSpec(deployment: Deployment, blueGreen: BlueGreenSpec, at: number): DeploymentSpec {
  const { spec, fallback } = deployment
  const { readyWait: _, ...keptBlueGreen } = blueGreen
  const originals = spec.targets.slice(blueGreen.receiving)
  return {
    ...keptOf(spec),
    deploymentId: spec.rollbackDeploymentId,
    ...(fallback && { revision: fallback.revision, fileExistsBehavior: fallback.fileExistsBehavior }),
    creator: 'codeDeployRollback',
    startedBy: starterOf(deployment),
    targets: [...originals, ...spec.targets.slice(0, blueGreen.receiving)],
    blueGreen: { ...keptBlueGreen, kind: 'trafficBack', receiving: originals.length },
    rollbackOf: {
      deploymentId: spec.deploymentId,
      message: `Sends users back to the originals: ${spec.deploymentId} ${endingOf(deployment)}.`,
    },
    createdAt: at,
  }
}

/** The deployment that takes back `deployment`: the good revision to the whole group, changed hosts first. */
export function rollbackSpec(deployment: Deployment, fallback: LastSuccessful, at: number): DeploymentSpec {
  const { spec } = deployment
  return {
    ...keptOf(spec),
    deploymentId: spec.rollbackDeploymentId,
    revision: fallback.revision,
    fileExistsBehavior: fallback.fileExistsBehavior,
    creator: 'codeDeployRollback',
    startedBy: starterOf(deployment),
    targets: changedFirst(deployment),
    // Those that took no part stay on what the group had: this changes nothing of what the group's revision is.
    ...(spec.narrowed && { narrowed: { ...spec.narrowed, othersRunIt: false } }),
    rollbackOf: {
      deploymentId: spec.deploymentId,
      message: `Rolls back ${spec.deploymentId}, which ${endingOf(deployment)}, to ${fallback.revision.name}.`,
    },
    createdAt: at,
  }
}

/** All but what was said of the first deployment alone; who started that one did not start this. It ignores zones: it is in a hurry. */
function keptOf(spec: DeploymentSpec) {
  const { description: _, redeployOf: __, autoUpdateOf: ___, startedById: ____, zones: _____, ...kept } = spec
  return kept
}

function starterOf({ stop }: Deployment): string {
  return stop?.rollBack === true ? stop.by : automaticRollbackStarter
}

const endingOf = ({ life }: Deployment): string => (life.status === 'Stopped' ? 'was stopped' : 'failed')

function isConfigured({ autoRollbackConfiguration: rollback }: DeploymentSpec, status: 'Failed' | 'Stopped'): boolean {
  const event = status === 'Failed' ? 'DEPLOYMENT_FAILURE' : 'DEPLOYMENT_STOP_ON_REQUEST'
  return rollback !== undefined && rollback.enabled && rollback.events.includes(event)
}

/** A person may stop a rollback and go back once more, if an id was reserved for that. */
function isItselfTheRollback(spec: DeploymentSpec, asked: boolean): boolean {
  return spec.rollbackOf !== undefined && !(asked && spec.rollbackDeploymentId !== spec.deploymentId)
}

/** Unhealthy hosts first (facts section 3.2): failed, left part-way, updated, untouched; each in the old order. */
function changedFirst({ fleet, sides, spec }: Deployment): string[] {
  const ranked: string[][] = [[], [], [], []]
  spec.targets.forEach((name, host) => ranked[rankOf(fleet, sides, host)]?.push(name))
  return ranked.flat()
}

function rankOf(fleet: Fleet, sides: Sides, host: number): number {
  if (fleet.status[host] === target.Failed) return 0
  if (fleet.status[host] === target.Succeeded) return 2
  return isTouched(fleet, sides, host) ? 1 : 3
}
