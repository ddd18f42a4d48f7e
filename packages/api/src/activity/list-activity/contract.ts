import { activityKinds, DeploymentStatus, Name } from '@sluice/model'
import { z } from 'zod'
import { operation } from '../../operation.ts'

/** One fact about a deployment as a whole. `status` is the deployment's own, as it is now. */
export const ActivityInfo = z.object({
  /** Grows with each fact; the order of the list. */
  place: z.number().int(),
  at: z.string(),
  kind: z.enum(activityKinds),
  deploymentId: z.string(),
  applicationName: z.string(),
  deploymentGroupName: z.string(),
  revisionName: z.string(),
  status: DeploymentStatus,
  text: z.string(),
  /** Who did it; absent when it came by itself. */
  by: z.string().optional(),
})
export type ActivityInfo = z.infer<typeof ActivityInfo>

export const listActivity = operation({
  name: 'listActivity',
  summary: 'What happened to all deployments, newest first',
  writes: false,
  input: z.strictObject({
    applicationNames: z.array(Name).max(50).optional(),
    kinds: z.array(z.enum(activityKinds)).max(activityKinds.length).optional(),
    /** The whole name of a person or a token. */
    by: z.string().min(1).max(320).optional(),
    nextToken: z.string().max(500).optional(),
  }),
  output: z.object({
    activity: z.array(ActivityInfo),
    /** A page may be short, even empty, and have a token: so many facts were looked at, and the next goes on. */
    nextToken: z.string().optional(),
  }),
  refuses: ['ApplicationDoesNotExistException', 'InvalidNextTokenException'],
})
