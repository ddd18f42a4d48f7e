/** The record of one target, and which records a fact changes. */
import {
  LifecycleEventStatus,
  TargetStatus,
  type DeploymentEvent,
  type DeploymentTarget,
  type LifecycleEvent,
} from '@sluice/model'
import type { Deployment, DeploymentState } from './deployment/deployment-state.ts'
import { hasClock } from './deployment/clock-list.ts'
import { cell, diagnosticsOf, reasonOf, timeOf } from './deployment/fleet.ts'
import { sideOf } from './deployment/sides.ts'
import { waveOf } from './waves.ts'
import { asSentence, instant } from './words.ts'

/** `index` is a place in the planned order. A place that does not exist is a fault. Diagnostics may be shortened: the event has the whole. */
export function targetOf({ deploymentId, deployment }: DeploymentState, index: number): DeploymentTarget {
  const targetId = deployment?.spec.targets[index]
  if (deployment === undefined || targetId === undefined) throw new Error(`${deploymentId} has no target ${index}`)
  const { clocks, fleet, spec } = deployment
  const reason = hasClock(clocks.waiting, index) ? waitingReason : (fleet.notes.get(index) ?? reasonOf(fleet, index))
  return {
    deploymentId,
    targetId,
    targetArn: `arn:aws:codedeploy:${spec.region}:${spec.accountId}:instance/${targetId}`,
    index,
    wave: waveWithin(deployment, index),
    status: TargetStatus.options[fleet.status[index] ?? 0] ?? 'Unknown',
    ...labelOf(deployment, index),
    ...(reason !== undefined && { statusReason: asSentence(reason) }),
    lastUpdatedAt: instant(lastChange(deployment, index)),
    ...time('startTime', timeOf(fleet, fleet.startedAt[index])),
    ...time('endTime', timeOf(fleet, fleet.endedAt[index])),
    ...time('silentSince', fleet.silent.get(index)),
    lifecycleEvents: deployment.lifecycleEvents.map((_, place) => eventOf(deployment, index, place)),
  }
}

const waitingReason = 'waiting for the host: it is busy with other deployments'

/** Each fleet has its own waves. */
function waveWithin({ layout, leavingLayout, sides }: Deployment, index: number): number {
  const { receiving } = sides
  return index < receiving ? waveOf(layout, index) : waveOf(leavingLayout, index - receiving)
}

function labelOf({ spec, sides }: Deployment, index: number): Pick<DeploymentTarget, 'instanceLabel'> {
  if (spec.blueGreen === undefined) return {}
  const isOriginal = (sideOf(sides, index) === 'leaving') === (spec.blueGreen.kind === 'forward')
  return { instanceLabel: isOriginal ? 'Blue' : 'Green' }
}

/** The places whose records the fact changes. */
export function touchedTargets(event: DeploymentEvent): readonly number[] {
  if (event.type === 'DeploymentCreated') return event.spec.targets.map((_, place) => place)
  // A stage only says what will follow, and hosts that have ended stay as they are.
  if (event.type === 'StageBegan' || event.type === 'RetireBegan') return []
  if (event.type === 'HostsDiscarded') return [...event.targets, ...event.kept.map(({ target }) => target)]
  if ('targets' in event) return event.targets
  return 'target' in event ? [event.target] : []
}

function eventOf({ fleet, lifecycleEvents }: Deployment, host: number, place: number): LifecycleEvent {
  const at = cell(fleet, host, place)
  const diagnostics = diagnosticsOf(fleet, host, place)
  return {
    lifecycleEventName: lifecycleEvents[place] ?? 'ApplicationStop',
    status: LifecycleEventStatus.options[fleet.eventStatus[at] ?? 0] ?? 'Unknown',
    ...time('startTime', timeOf(fleet, fleet.eventStart[at])),
    ...time('endTime', timeOf(fleet, fleet.eventEnd[at])),
    ...(diagnostics && { diagnostics }),
  }
}

function lastChange({ fleet, spec, lifecycleEvents }: Deployment, host: number): number {
  let last = spec.createdAt
  const consider = (stored: number | undefined): void => {
    const at = timeOf(fleet, stored)
    if (at !== undefined && at > last) last = at
  }
  consider(fleet.startedAt[host])
  consider(fleet.endedAt[host])
  for (let place = 0; place < lifecycleEvents.length; place += 1) {
    consider(fleet.eventStart[cell(fleet, host, place)])
    consider(fleet.eventEnd[cell(fleet, host, place)])
  }
  return last
}

function time<Key extends 'startTime' | 'endTime' | 'silentSince'>(key: Key, at: number | undefined) {
  return at === undefined ? {} : ({ [key]: instant(at) } as Record<Key, string>)
}
