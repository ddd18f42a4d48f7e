/** What a fact about a deployment puts in flight; and all of it at once, from state alone. */
import type { Command, CommandId, DeploymentEvent, Signal } from '@sluice/model'
import { noReaction, type Reaction } from '../aggregate.ts'
import { rollbackSpecOf } from '../rollback.ts'
import { wakeAt } from './clocks.ts'
import { idOf, runCommand, withdrawal } from './commands.ts'
import type { Deployment, DeploymentState } from './deployment-state.ts'
import { fleetCommandsOwed, reactAboutFleets } from './fleet-commands.ts'
import { cell, event as eventCode, isAtWork, notStarted } from './fleet.ts'
import { hostResults } from './host-results.ts'

export function react({ deployment }: DeploymentState, event: DeploymentEvent): Reaction {
  if (deployment === undefined) return noReaction()
  const reaction = noReaction(wakeAt(deployment, event.at))
  if (event.type === 'TargetsStarted')
    reaction.commands = event.targets.map((host) => runCommand(deployment, host, deployment.fleet.current[host] ?? 0))
  else if (event.type === 'LifecycleEventEnded') afterEvent(deployment, event, reaction)
  else if (event.type === 'TargetsSkipped') for (const host of event.targets) takeBack(deployment, host, reaction)
  else if (event.type === 'DeploymentEnded') reaction.signals = [toGroup(deployment, event)]
  else if (deployment.progress !== undefined) reactAboutFleets(deployment, event, reaction)
  return reaction
}

export function owed({ deployment }: DeploymentState, now: number): Reaction {
  if (deployment === undefined) return noReaction()
  const { fleet } = deployment
  const commands: Command[] = []
  for (let host = 0; host < fleet.size; host += 1)
    if (isAtWork(fleet, host)) commands.push(runCommand(deployment, host, fleet.current[host] ?? 0))
  return { ...noReaction(wakeAt(deployment, now)), commands: [...commands, ...fleetCommandsOwed(deployment)] }
}

/**
 * A failure for good takes the command back, granted or not: a clock may have ended it, and then no report does. A host that
 * runs it goes on; its late report is forgotten.
 */
function afterEvent(
  deployment: Deployment,
  fact: Extract<DeploymentEvent, { type: 'LifecycleEventEnded' }>,
  reaction: Reaction,
): void {
  if (fact.status === 'Failed' && fact.next === undefined)
    reaction.commands.push(withdrawal(deployment, fact.target, fact.event))
  reaction.settled.push(idOf(deployment, fact.target, fact.event))
  if (fact.next !== undefined) reaction.commands.push(runCommand(deployment, fact.target, fact.next))
}

/**
 * A skipped host whose event became `Skipped` with it, because it was only offered, or because it let users in: the command is
 * taken back.
 */
function takeBack(deployment: Deployment, host: number, reaction: { commands: Command[]; settled: CommandId[] }): void {
  const { fleet } = deployment
  const place = fleet.current[host] ?? notStarted
  if (place === notStarted || fleet.eventStatus[cell(fleet, host, place)] !== eventCode.Skipped) return
  reaction.commands.push(withdrawal(deployment, host, place))
  reaction.settled.push(idOf(deployment, host, place))
}

function toGroup(deployment: Deployment, fact: Extract<DeploymentEvent, { type: 'DeploymentEnded' }>): Signal {
  const { spec } = deployment
  const rollback = fact.rollback?.deploymentId === undefined ? undefined : rollbackSpecOf(deployment, fact.at)
  const hosts = hostResults(deployment)
  return {
    to: 'group',
    groupId: spec.deploymentGroupId,
    kind: 'deploymentEnded',
    deploymentId: spec.deploymentId,
    ending: {
      status: fact.status,
      at: fact.at,
      spec,
      failedHosts: deployment.counts.failed,
      ...(deployment.progress?.trafficMovedAt !== undefined && { trafficMoved: true }),
      ...(hosts && { hosts }),
      ...(rollback && { rollback }),
    },
  }
}
