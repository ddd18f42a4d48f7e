/**
 * What is kept of a fact for the page of activity: all of it, except that a creation, which has a whole fleet in its spec, is kept
 * as what a sentence about it says, and a discarding without its hosts. So a page costs the same whatever the fleets are.
 */
import type { ActivityEvent } from '@sluice/model'

type Creation = Extract<ActivityEvent, { type: 'DeploymentCreated' }>

export interface CreationFact {
  type: 'DeploymentCreated'
  at: number
  startedBy: string
  revisionName: string
  hosts: number
}

export type ActivityFact = Exclude<ActivityEvent, Creation> | CreationFact

export function activityFact(event: ActivityEvent): ActivityFact {
  if (event.type === 'HostsDiscarded') return { ...event, targets: [], kept: [] }
  if (event.type !== 'DeploymentCreated') return event
  const { type, at, spec } = event
  return { type, at, startedBy: spec.startedBy, revisionName: spec.revision.name, hosts: spec.targets.length }
}

/** Written by `activityFact` and by the migration that brought what was there before. */
export function isCreationFact(value: unknown): value is CreationFact {
  const { type, at, startedBy, revisionName, hosts } = value as Record<string, unknown>
  if (type !== 'DeploymentCreated') return false
  return [typeof at, typeof startedBy, typeof revisionName, typeof hosts].join() === 'number,string,string,number'
}
