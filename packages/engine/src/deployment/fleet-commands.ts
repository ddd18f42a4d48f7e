/** Commands about a whole fleet of a blue/green deployment: owed from the fact that began the wait to the one that ended it. */
import { fleetCommandId, type Command, type DeploymentEvent } from '@sluice/model'
import type { Reaction } from '../aggregate.ts'
import type { Deployment } from './deployment-state.ts'
import { target } from './fleet.ts'
import { isOpen, type Progress } from './progress.ts'
import { sideOf, type Side } from './sides.ts'

export function reactAboutFleets(deployment: Deployment, { type }: DeploymentEvent, reaction: Reaction): void {
  const { deploymentId } = deployment.spec
  const retiring = deployment.progress?.retiring
  if (type === 'ProvisioningBegan') reaction.commands.push(provision(deployment))
  else if (type === 'ReadyWaitBegan') reaction.commands.push(offerTestTraffic(deployment))
  else if (type === 'RetireBegan' && retiring) reaction.commands.push(retire(deployment, retiring))
  else if (type === 'ProvisioningEnded') reaction.settled.push(fleetCommandId(deploymentId, 'provision'))
  else if (type === 'ReadyWaitEnded') reaction.settled.push(fleetCommandId(deploymentId, 'offerTestTraffic'))
  else if (type === 'RetireEnded') reaction.settled.push(fleetCommandId(deploymentId, 'retire'))
}

export function fleetCommandsOwed(deployment: Deployment): Command[] {
  const { progress } = deployment
  const owed: Command[] = []
  if (isOpen(progress?.provisioning)) owed.push(provision(deployment))
  if (isOpen(progress?.ready)) owed.push(offerTestTraffic(deployment))
  if (progress?.retiring && isOpen(progress.retiring)) owed.push(retire(deployment, progress.retiring))
  return owed
}

export function namesOf({ spec, sides }: Pick<Deployment, 'spec' | 'sides'>, side: Side): string[] {
  return side === 'receiving' ? spec.targets.slice(0, sides.receiving) : spec.targets.slice(sides.receiving)
}

/** Those that are taken out of all traffic: one side, or the hosts that the fact names. */
export function retiredNames(
  deployment: Pick<Deployment, 'spec' | 'sides'>,
  retiring: NonNullable<Progress['retiring']>,
): string[] {
  const { targets, side } = retiring
  return targets?.map((host) => deployment.spec.targets[host] ?? '') ?? namesOf(deployment, side)
}

/** How many of a side could not be taken out, or ended. */
export function notRetiredOf(
  { places, sides }: Pick<Deployment, 'places' | 'sides'>,
  { notRetired }: NonNullable<Progress['retiring']>,
  side: Side,
): number {
  return notRetired.filter(({ targetId }) => sideOf(sides, places.get(targetId) ?? 0) === side).length
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

function retire(deployment: Deployment, retiring: NonNullable<Progress['retiring']>): Command {
  const { deploymentId } = deployment.spec
  const { terminate } = retiring
  const targets = retiredNames(deployment, retiring)
  return { kind: 'retire', id: fleetCommandId(deploymentId, 'retire'), deploymentId, targets, terminate }
}
