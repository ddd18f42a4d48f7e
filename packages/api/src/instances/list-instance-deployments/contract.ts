import { DeploymentStatus, InstanceName, TargetStatus } from '@sluice/model'
import { z } from 'zod'
import { operation } from '../../operation.ts'

export const InstanceDeployment = z.object({
  deploymentId: z.string(),
  applicationName: z.string(),
  deploymentGroupName: z.string(),
  revisionName: z.string(),
  status: DeploymentStatus,
  createTime: z.string(),
  /** How it went on this host. */
  targetStatus: TargetStatus,
  /** Something was begun there: one that is Skipped after that was left part-way. */
  wasStarted: z.boolean().optional(),
  statusReason: z.string().optional(),
  /** Its files were put there. */
  installed: z.boolean(),
  /** The lifecycle event that failed there. */
  failedEvent: z.string().optional(),
})
export type InstanceDeployment = z.infer<typeof InstanceDeployment>

export const listInstanceDeployments = operation({
  name: 'listInstanceDeployments',
  summary:
    'Deployments that had this host, newest first. A page looks at so many deployments and may hold few rows, or none',
  writes: false,
  input: z.strictObject({ instanceName: InstanceName, nextToken: z.string().max(500).optional() }),
  output: z.object({
    deployments: z.array(InstanceDeployment),
    /** The page ends with deployments of this time; older ones come with `nextToken`. */
    lookedBackTo: z.string().optional(),
    nextToken: z.string().optional(),
  }),
  refuses: ['InstanceNotRegisteredException', 'InvalidNextTokenException'],
})
