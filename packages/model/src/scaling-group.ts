/** Scaling groups: hosts that the provisioner makes and ends. Source: facts sections 1.3 and 7.1. */
import { z } from 'zod'
import { AccountId, Name, Timestamp } from './names.ts'

/** AWS's own tag: which scaling group made a host. */
export const scalingGroupTag = 'aws:autoscaling:groupName'

export const ScalingGroup = z.object({
  accountId: AccountId,
  name: Name,
  /** How many hosts a first fleet gets. Later ones get as many as the fleet they replace. */
  desiredCapacity: z.number().int().min(1).max(100),
  createTime: Timestamp,
  createdBy: z.string(),
})
export type ScalingGroup = z.infer<typeof ScalingGroup>

/** What a copy of a scaling group is called. Source: facts section 7.1. */
export function replacementGroupName(groupName: string, deploymentId: string): string {
  return `CodeDeploy_${groupName}_${deploymentId}`
}
