/** How often a revision was deployed and where, as answers tell it. Browser-safe: contracts are made of it. */
import { DeploymentId, DeploymentStatus } from '@sluice/model'
import { z } from 'zod'

export const UsedBy = z.object({
  deploymentId: DeploymentId,
  deploymentGroupName: z.string(),
  status: DeploymentStatus,
  createTime: z.string(),
})
export type UsedBy = z.infer<typeof UsedBy>

export const GroupUse = z.object({
  deploymentGroupName: z.string(),
  runsNow: z.boolean(),
  deployments: z.number().int(),
  successes: z.number().int(),
  /** The newest of each; absent when the counted deployments hold none. */
  last: UsedBy.optional(),
  lastSuccess: UsedBy.optional(),
})
export type GroupUse = z.infer<typeof GroupUse>
