import { ActionState, DeploymentGroup, DeploymentStatus, Name, RevisionLocation } from '@sluice/model'
import { z } from 'zod'
import { operation } from '../../operation.ts'

const LastDeployment = z.object({
  deploymentId: z.string(),
  status: DeploymentStatus,
  createTime: z.string(),
  endTime: z.string().optional(),
  revisionName: z.string(),
})

/** A group with its present. `targetRevision` is the last that succeeded; `activeDeploymentId` is set while one runs. */
export const DeploymentGroupInfo = DeploymentGroup.extend({
  matchingInstances: z.array(z.string()),
  targetRevision: RevisionLocation.optional(),
  targetRevisionName: z.string().optional(),
  activeDeploymentId: z.string().optional(),
  lastSuccessfulDeployment: LastDeployment.optional(),
  lastAttemptedDeployment: LastDeployment.optional(),
  /** What its state allows now; who may, the session says. */
  actions: z.object({ delete: ActionState }),
})
export type DeploymentGroupInfo = z.infer<typeof DeploymentGroupInfo>

export const getDeploymentGroup = operation({
  name: 'getDeploymentGroup',
  summary: 'One group: its settings, the hosts it matches now, and what runs there',
  writes: false,
  input: z.strictObject({ applicationName: Name, deploymentGroupName: Name }),
  output: z.object({ deploymentGroupInfo: DeploymentGroupInfo }),
  refuses: ['ApplicationDoesNotExistException', 'DeploymentGroupDoesNotExistException'],
})
