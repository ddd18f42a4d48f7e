/** Commands about a whole fleet of a blue/green deployment: owed from the fact that began the wait to the one that ended it. */
import { fleetCommandId, type Command, type DeploymentEvent } from '@sluice/model'
import type { Reaction } from '../aggregate.ts'
import type { Deployment } from './deployment-state.ts'
import { target } from './fleet.ts'
import { isOpen } from './progress.ts'
import type { Side } from './sides.ts'

export function reactAboutFleets(deployment: Deployment, { type }: DeploymentEvent, reaction: Reaction): void {
  const { deploymentId } = deployment.spec
  if (type === 'ProvisioningBegan') reaction.commands.push(provision(deployment))
  else if (type === 'ReadyWaitBegan') reaction.commands.push(offerTestTraffic(deployment))
  else if (type === 'RetireBegan') reaction.commands.push(retire(deployment))
  else if (type === 'ProvisioningEnded') reaction.settled.push(fleetCommandId(deploymentId, 'provision'))
  else if (type === 'ReadyWaitEnded') reaction.settled.push(fleetCommandId(deploymentId, 'offerTestTraffic'))
  else if (type === 'RetireEnded') reaction.settled.push(fleetCommandId(deploymentId, 'retire'))
}

export function fleetCommandsOwed(deployment: Deployment): Command[] {
  const { progress } = deployment
  const owed: Command[] = []
  if (isOpen(progress?.provisioning)) owed.push(provision(deployment))
  if (isOpen(progress?.ready)) owed.push(offerTestTraffic(deployment))
  if (isOpen(progress?.retiring)) owed.push(retire(deployment))
  return owed
}

export function namesOf({ spec, sides }: Pick<Deployment, 'spec' | 'sides'>, side: Side): string[] {
  return side === 'receiving' ? spec.targets.slice(0, sides.receiving) : spec.targets.slice(sides.receiving)
}

function provision(deployment: Deployment): Command {
  const { deploymentId } = deployment.spec
  const targets = namesOf(deployment, 'receiving')
  return { kind: 'provision', id: fleetCommandId(deploymentId, 'provision'), deploymentId, targets }
}

function offerTestTraffic(deployment: Deployment): Command {
  const { deploymentId } = deployment.spec
  const ready = namesOf(deployment, 'receiving').filter((_, host) => deployment.fleet.status[host] === target.Ready)
  return {
    kind: 'offerTestTraffic',
    id: fleetCommandId(deploymentId, 'offerTestTraffic'),
    deploymentId,
    targets: ready,
  }
}

function retire(deployment: Deployment): Command {
  const { deploymentId } = deployment.spec
  const { side = 'receiving', terminate = false } = deployment.progress?.retiring ?? {}
  const targets = namesOf(deployment, side)
  return { kind: 'retire', id: fleetCommandId(deploymentId, 'retire'), deploymentId, targets, terminate }
}
