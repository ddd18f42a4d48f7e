import { DeploymentId, DeploymentTarget, LifecycleEventName, LifecycleEventStatus } from '@sluice/model'
import { z } from 'zod'
import { operation } from '../../operation.ts'

/** A later deployment of the group that went over a host, is at it, or left it part-way too. */
export const LaterDeployment = z.object({
  deploymentId: DeploymentId,
  state: z.enum(['putRight', 'running', 'leftToo']),
})
export type LaterDeployment = z.infer<typeof LaterDeployment>

export const LeftPartWay = z.object({
  targetId: z.string(),
  status: DeploymentTarget.shape.status,
  instanceLabel: DeploymentTarget.shape.instanceLabel,
  /** The last event that began on it. */
  lastEvent: z.object({
    name: LifecycleEventName,
    status: LifecycleEventStatus,
    exitCode: z.number().int().optional(),
    scriptName: z.string().optional(),
  }),
  /** Which files lie there, as far as the server knows. */
  onDisk: z.object({
    state: z.enum(['new', 'before', 'unknown']),
    revisionName: z.string().optional(),
    text: z.string(),
  }),
  since: LaterDeployment.optional(),
  next: z.string(),
})
export type LeftPartWay = z.infer<typeof LeftPartWay>

export const listTargetsLeftPartWay = operation({
  name: 'listTargetsLeftPartWay',
  summary: 'The hosts that an ended deployment began and did not finish: what ran, what lies there, what to do',
  writes: false,
  input: z.strictObject({ deploymentId: DeploymentId, nextToken: z.string().max(500).optional() }),
  output: z.object({
    /** Of all pages; none while the deployment runs. */
    total: z.number().int(),
    targets: z.array(LeftPartWay),
    /**
     * Those that nothing put right since and that the group still has, on the first page only: what `onlyTargets` of
     * `createDeployment` takes.
     */
    targetIds: z.array(z.string()).optional(),
    /** With `targetIds`: so many more were not put right and are no hosts of the group now. */
    notInGroup: z.number().int().optional(),
    nextToken: z.string().optional(),
  }),
  refuses: ['DeploymentDoesNotExistException', 'InvalidNextTokenException'],
})
