/** Commands of a deployment by place, and back from their ids. */
import { commandId, parseCommandId, type Command, type CommandId } from '@sluice/model'
import type { Deployment } from './deployment-state.ts'
import { cell, event, isAtWork, notStarted } from './fleet.ts'

export function idOf({ spec, lifecycleEvents }: Deployment, host: number, place: number): CommandId {
  return commandId(spec.deploymentId, spec.targets[host] ?? '', lifecycleEvents[place] ?? 'ApplicationStop')
}

export function runCommand(deployment: Deployment, host: number, place: number): Command {
  return {
    kind: 'runLifecycleEvent',
    id: idOf(deployment, host, place),
    deploymentId: deployment.spec.deploymentId,
    targetId: deployment.spec.targets[host] ?? '',
    event: deployment.lifecycleEvents[place] ?? 'ApplicationStop',
  }
}

export function withdrawal(deployment: Deployment, host: number, place: number): Command {
  return {
    kind: 'withdraw',
    id: idOf(deployment, host, place),
    deploymentId: deployment.spec.deploymentId,
    targetId: deployment.spec.targets[host] ?? '',
  }
}

/** The host and event of a command that is its host's current one and has not ended; undefined for any other id. */
export function currentCommand(
  deployment: Deployment,
  id: CommandId,
): { host: number; place: number; granted: boolean } | undefined {
  const parsed = parseCommandId(id)
  const host = deployment.places.get(parsed.targetId)
  if (host === undefined || parsed.deploymentId !== deployment.spec.deploymentId || parsed.attempt !== 1)
    return undefined
  const place = deployment.fleet.current[host] ?? notStarted
  if (deployment.lifecycleEvents[place] !== parsed.event || !isAtWork(deployment.fleet, host)) return undefined
  const granted = deployment.fleet.eventStatus[cell(deployment.fleet, host, place)] === event.InProgress
  return { host, place, granted }
}
