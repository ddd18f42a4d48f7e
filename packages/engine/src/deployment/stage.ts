/**
 * Stages: a set of hosts, a run of lifecycle events, and the rate of the configuration over those hosts. In place is one
 * stage from the creation on; blue/green has up to three, one after the other (ADR 5).
 */
import type { DeploymentSpec, LifecycleEventName } from '@sluice/model'
import { minimumHosts } from '../minimum-healthy.ts'
import { target } from './fleet.ts'
import { sideOf, type Side, type Sides } from './sides.ts'

export type StageName = 'all' | 'install' | 'reroute' | 'block'

export interface Stage {
  readonly name: StageName
  readonly side: Side
  /** Places of the first and the last lifecycle event that its hosts run. */
  readonly first: number
  readonly last: number
  /** Places of its hosts in order; absent for those from 0 on. */
  readonly queue?: readonly number[]
}

/** How a deployment begins; nothing of it changes later but the stage. */
export interface Opening {
  readonly lifecycleEvents: readonly LifecycleEventName[]
  readonly sides: Sides
  readonly stage: Stage
}

/** The list of lifecycle events of blue/green: seven, then allowing, then blocking. */
export const stageEvents = { install: [0, 6], reroute: [7, 9], block: [10, 12] } as const

/** Places of the two events that the service runs itself. */
export const trafficPlaces = {
  allowTraffic: stageEvents.reroute[0] + 1,
  blockTraffic: stageEvents.block[0] + 1,
} as const

export function stageNamed(name: 'install' | 'reroute' | 'block', queue?: readonly number[]): Stage {
  const [first, last] = stageEvents[name]
  return { name, side: name === 'block' ? 'leaving' : 'receiving', first, last, ...(queue && { queue }) }
}

export function hostAt({ queue }: Stage, index: number): number {
  return queue === undefined ? index : (queue[index] ?? index)
}

/** One original is enough to send users back to: fewer users' hosts are better than users on two revisions. */
export function minimumOf(spec: DeploymentSpec, stage: StageName, total: number): number {
  if (stage === 'reroute' && spec.blueGreen?.kind === 'trafficBack') return 0
  return stage === 'reroute' || stage === 'block'
    ? laterMinimum(spec, total)
    : minimumHosts(spec.minimumHealthyHosts, total)
}

/** Hosts of a later stage were judged before: at least one may always be moved at a time. */
export function laterMinimum({ minimumHealthyHosts }: DeploymentSpec, total: number): number {
  return Math.min(minimumHosts(minimumHealthyHosts, total), Math.max(0, total - 1))
}

/** Where a host with this status stands in the stage; undefined when the stage has nothing (more) to do with it. */
export function placeInStage(
  stage: Stage,
  sides: Sides,
  host: number,
  status: number,
): 'pending' | 'inFlight' | undefined {
  if (sideOf(sides, host) !== stage.side) return undefined
  if (status === target.InProgress) return 'inFlight'
  return status === target.Ready && stage.name === 'install' ? undefined : 'pending'
}
