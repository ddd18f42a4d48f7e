/**
 * What happened to deployments as everybody follows it: the facts about a deployment as a whole. What happens on one host is
 * its deployment's own affair, so a fleet of ten thousand is as quiet here as one host.
 */
import type { DeploymentEvent } from './engine-messages.ts'

export type ActivityKind = 'created' | 'asked' | 'waiting' | 'traffic' | 'troubled' | 'ended' | 'rolledBack'

const kinds = {
  DeploymentCreated: 'created',
  StopRequested: 'asked',
  DeploymentHeld: 'asked',
  DeploymentContinued: 'asked',
  Approved: 'asked',
  ReadyWaitBegan: 'waiting',
  ReadyWaitEnded: 'traffic',
  TrafficMoved: 'traffic',
  TerminationWaitBegan: 'waiting',
  TerminationWaitEnded: 'asked',
  SchedulingEnded: 'troubled',
  DeploymentEnded: 'ended',
  RolledBack: 'rolledBack',
  HostsDiscarded: 'troubled',
} as const satisfies Partial<Record<DeploymentEvent['type'], ActivityKind>>

export type ActivityEvent = Extract<DeploymentEvent, { type: keyof typeof kinds }>

export const activityKinds = [...new Set(Object.values(kinds))] as readonly ActivityKind[]

/** Beside what happens to deployments: who set things up otherwise, as the audit tells it. */
export const toldKinds = [...activityKinds, 'setUp'] as const
export type ToldKind = (typeof toldKinds)[number]

export const isActivity = (event: { type: string }): event is ActivityEvent => event.type in kinds

export const activityKindOf = ({ type }: ActivityEvent): ActivityKind => kinds[type]

/** Who did it; undefined when it came by itself. */
export function activityBy(event: ActivityEvent): string | undefined {
  if (event.type === 'DeploymentCreated') return event.spec.startedBy
  if (event.type === 'Approved') return event.approval.by
  return 'by' in event ? event.by : undefined
}
