import { DeploymentStatus, HostStanding, InstanceName, TargetStatus } from '@sluice/model'
import { z } from 'zod'
import { operation } from '../../operation.ts'

const WhatWasDone = z.object({ deploymentId: z.string(), revisionName: z.string(), time: z.string() })

/** A group that selects the host, with what the service knows to be installed there by its deployments. */
export const InstanceGroup = HostStanding.extend({
  applicationName: z.string(),
  deploymentGroupName: z.string(),
  deploymentType: z.enum(['IN_PLACE', 'BLUE_GREEN']),
  /** Whether an attempt of the group on it is known: else it is Unhealthy and Unknown. */
  isTried: z.boolean(),
  /** The last revision whose files were put there. Absent: none that is known. */
  installed: WhatWasDone.optional(),
  /** What the group runs, when a deployment succeeded there. */
  runs: WhatWasDone.optional(),
  /** The running deployment has begun here: how the host stands now, its end tells. */
  isChanging: z.boolean(),
  /** It is not on the last successful revision of the group; why, `getGroupDrift` says. */
  isDrifting: z.boolean(),
  /** The newest deployment of the group that had this host. */
  last: WhatWasDone.extend({ status: DeploymentStatus, targetStatus: TargetStatus }).optional(),
  activeDeploymentId: z.string().optional(),
})
export type InstanceGroup = z.infer<typeof InstanceGroup>

export const listInstanceGroups = operation({
  name: 'listInstanceGroups',
  summary: 'The groups that select a host now, and what is installed there by each',
  writes: false,
  input: z.strictObject({ instanceName: InstanceName, nextToken: z.string().max(500).optional() }),
  output: z.object({ groups: z.array(InstanceGroup), nextToken: z.string().optional() }),
  refuses: ['InstanceNotRegisteredException', 'InvalidNextTokenException'],
})
