/**
 * Rollbacks: a new deployment of the last revision that succeeded, linked both ways. A rollback that fails starts no
 * other. Source: facts section 6.3.
 */
import type { DeploymentSpec, LastSuccessful } from '@sluice/model'
import type { Deployment } from './deployment/deployment-state.ts'
import { isTouched, target, type Fleet } from './deployment/fleet.ts'

export const automaticRollbackStarter = 'automatic rollback'

export const nothingToGoBackTo = 'There is no earlier successful deployment to go back to.'

/** What a deployment that ends so says about being rolled back; undefined when nobody asked for a rollback. */
export function automaticRollback(
  { spec, fallback, stop, touched }: Pick<Deployment, 'spec' | 'fallback' | 'stop' | 'touched'>,
  status: 'Failed' | 'Stopped',
): { deploymentId?: string; message: string } | undefined {
  const asked = stop?.rollBack === true
  if (!asked && !isConfigured(spec, status)) return undefined
  if (isItselfTheRollback(spec, asked)) return { message: 'It is a rollback itself, and a rollback starts no other.' }
  if (fallback === undefined) return { message: nothingToGoBackTo }
  if (touched === 0) return { message: 'No host was changed, so there is nothing to roll back.' }
  const message = `${spec.rollbackDeploymentId} rolls it back to ${fallback.revision.name}, the last revision that succeeded.`
  return { deploymentId: spec.rollbackDeploymentId, message }
}

/** The deployment that takes back `deployment`: the good revision to the whole group, changed hosts first. */
export function rollbackSpec(deployment: Deployment, fallback: LastSuccessful, at: number): DeploymentSpec {
  const { spec, stop } = deployment
  const { description: _, redeployOf: __, ...kept } = spec
  const ending = deployment.life.status === 'Stopped' ? 'was stopped' : 'failed'
  return {
    ...kept,
    deploymentId: spec.rollbackDeploymentId,
    revision: fallback.revision,
    fileExistsBehavior: fallback.fileExistsBehavior,
    creator: 'codeDeployRollback',
    startedBy: stop?.rollBack === true ? stop.by : automaticRollbackStarter,
    targets: changedFirst(deployment),
    rollbackOf: {
      deploymentId: spec.deploymentId,
      message: `Rolls back ${spec.deploymentId}, which ${ending}, to ${fallback.revision.name}.`,
    },
    createdAt: at,
  }
}

function isConfigured({ autoRollbackConfiguration: rollback }: DeploymentSpec, status: 'Failed' | 'Stopped'): boolean {
  const event = status === 'Failed' ? 'DEPLOYMENT_FAILURE' : 'DEPLOYMENT_STOP_ON_REQUEST'
  return rollback !== undefined && rollback.enabled && rollback.events.includes(event)
}

/** A person may stop a rollback and go back once more, if an id was reserved for that. */
function isItselfTheRollback(spec: DeploymentSpec, asked: boolean): boolean {
  return spec.rollbackOf !== undefined && !(asked && spec.rollbackDeploymentId !== spec.deploymentId)
}

/** Unhealthy hosts first (facts section 3.2): failed, left part-way, updated, untouched; each in the old order. */
function changedFirst({ fleet, spec }: Deployment): string[] {
  const ranked: string[][] = [[], [], [], []]
  spec.targets.forEach((name, host) => ranked[rankOf(fleet, host)]?.push(name))
  return ranked.flat()
}

function rankOf(fleet: Fleet, host: number): number {
  if (fleet.status[host] === target.Failed) return 0
  if (fleet.status[host] === target.Succeeded) return 2
  return isTouched(fleet, host) ? 1 : 3
}
