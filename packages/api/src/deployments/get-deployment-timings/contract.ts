import { DeploymentId, LifecycleEventName, Timestamp } from '@sluice/model'
import { z } from 'zod'
import { operation } from '../../operation.ts'

/** All durations in milliseconds. Counted are hosts on which the event ran and ended, whether it succeeded or failed. */
export const EventTiming = z.object({
  lifecycleEventName: LifecycleEventName,
  ended: z.number().int(),
  failed: z.number().int(),
  running: z.number().int(),
  p50: z.number().optional(),
  p95: z.number().optional(),
  max: z.number().optional(),
  /** The median of this event's medians in the group's last successes. */
  usual: z.number().optional(),
  slowerThanUsual: z.boolean(),
  /** From this duration on a host stands out; absent while there are too few to compare. */
  outlierFrom: z.number().optional(),
  outliers: z.number().int(),
  slowest: z.array(z.object({ targetId: z.string(), took: z.number() })),
})
export type EventTiming = z.infer<typeof EventTiming>

/** What happened to the deployment as a whole, for the flags of the timeline. Oldest first. */
export const TimelineMark = z.object({
  at: Timestamp,
  kind: z.enum(['start', 'wave', 'held', 'stop', 'waiting', 'approved', 'rerouted', 'originals', 'rollback', 'end']),
  text: z.string(),
})
export type TimelineMark = z.infer<typeof TimelineMark>

export const DeploymentTimings = z.object({
  /** In the order in which hosts run them. */
  events: z.array(EventTiming),
  /** How many of the group's successes `usual` is made from. */
  usualFrom: z.number().int(),
  /** Spans in which an event ran on some host; what lies between them is waiting. The last one is open while one runs. */
  busy: z.array(z.object({ from: Timestamp, to: Timestamp.optional() })),
  marks: z.array(TimelineMark),
})
export type DeploymentTimings = z.infer<typeof DeploymentTimings>

export const getDeploymentTimings = operation({
  name: 'getDeploymentTimings',
  summary: 'How long each lifecycle event took on the hosts of a deployment, and how long it usually takes',
  writes: false,
  input: z.strictObject({ deploymentId: DeploymentId }),
  output: DeploymentTimings,
  refuses: ['DeploymentDoesNotExistException'],
})
