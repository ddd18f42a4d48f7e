/** A deployment group: which hosts, and how. Source: facts sections 1.3, 1.4 and 1.11. */
import { z } from 'zod'
import { limits } from './limits.ts'
import { ApprovalPolicy } from './approval.ts'
import { ComputePlatform } from './deployment-config.ts'
import { FailedNewHosts, NewHosts, OutdatedInstancesStrategy } from './later-hosts.ts'
import { AccountId, GroupId, Name, Timestamp } from './names.ts'
import { EC2TagSet, OnPremisesTagSet, TagFilter } from './tags.ts'

export const AutoRollbackEvent = z.enum([
  'DEPLOYMENT_FAILURE',
  'DEPLOYMENT_STOP_ON_ALARM',
  'DEPLOYMENT_STOP_ON_REQUEST',
])

export const AutoRollbackConfiguration = z
  .object({ enabled: z.boolean(), events: z.array(AutoRollbackEvent).default([]) })
  .refine((rollback) => !rollback.enabled || rollback.events.length > 0, {
    path: ['events'],
    message: 'names at least one event when rollbacks are enabled',
  })
export type AutoRollbackConfiguration = z.infer<typeof AutoRollbackConfiguration>

export const DeploymentStyle = z.object({
  deploymentType: z.enum(['IN_PLACE', 'BLUE_GREEN']),
  deploymentOption: z.enum(['WITH_TRAFFIC_CONTROL', 'WITHOUT_TRAFFIC_CONTROL']),
})
export type DeploymentStyle = z.infer<typeof DeploymentStyle>

export const inPlaceStyle: DeploymentStyle = {
  deploymentType: 'IN_PLACE',
  deploymentOption: 'WITHOUT_TRAFFIC_CONTROL',
}

export const BlueGreenDeploymentConfiguration = z.object({
  greenFleetProvisioningOption: z
    .object({ action: z.enum(['DISCOVER_EXISTING', 'COPY_AUTO_SCALING_GROUP']) })
    .default({ action: 'DISCOVER_EXISTING' }),
  /**
   * STOP_DEPLOYMENT waits for `continueDeployment` and stops when nobody came. CONTINUE_DEPLOYMENT goes on at once; with a
   * waiting time, which CodeDeploy does not have here, it goes on by itself at its end.
   */
  deploymentReadyOption: z
    .object({
      actionOnTimeout: z.enum(['CONTINUE_DEPLOYMENT', 'STOP_DEPLOYMENT']),
      /** Whole minutes in CodeDeploy; fractions are taken too. */
      waitTimeInMinutes: z.number().min(0).max(limits.readyWaitMinutes).default(0),
    })
    .default({ actionOnTimeout: 'CONTINUE_DEPLOYMENT', waitTimeInMinutes: 0 }),
  terminateBlueInstancesOnDeploymentSuccess: z
    .object({
      action: z.enum(['TERMINATE', 'KEEP_ALIVE']),
      terminationWaitTimeInMinutes: z.number().min(0).max(limits.terminationWaitMinutes).default(0),
    })
    .default({ action: 'KEEP_ALIVE', terminationWaitTimeInMinutes: 0 }),
})
export type BlueGreenDeploymentConfiguration = z.infer<typeof BlueGreenDeploymentConfiguration>

export const LoadBalancerInfo = z.object({
  targetGroupInfoList: z
    .array(z.object({ name: Name }))
    .max(limits.targetGroupsPerGroup)
    .default([]),
})
export type LoadBalancerInfo = z.infer<typeof LoadBalancerInfo>

/** The settings of a group. What runs there now is the engine's `group` aggregate, not this row. */
export const DeploymentGroup = z.object({
  deploymentGroupId: GroupId,
  accountId: AccountId,
  applicationName: Name,
  deploymentGroupName: Name,
  computePlatform: ComputePlatform,
  deploymentConfigName: Name,
  deploymentStyle: DeploymentStyle,
  ec2TagFilters: z.array(TagFilter).max(limits.tagFiltersPerGroup).default([]),
  onPremisesInstanceTagFilters: z.array(TagFilter).max(limits.tagFiltersPerGroup).default([]),
  /** Instead of the flat list of its kind, never beside it. */
  ec2TagSet: EC2TagSet.optional(),
  onPremisesTagSet: OnPremisesTagSet.optional(),
  /** Our scaling groups; their hosts belong to the group, and blue/green copies them. */
  autoScalingGroups: z.array(Name).max(limits.scalingGroupsPerGroup).default([]),
  loadBalancerInfo: LoadBalancerInfo.optional(),
  blueGreenDeploymentConfiguration: BlueGreenDeploymentConfiguration.optional(),
  approvalPolicy: ApprovalPolicy.optional(),
  autoRollbackConfiguration: AutoRollbackConfiguration.optional(),
  /** Absent in groups that were made before they could be chosen: see `laterHostsPolicy`. */
  newHosts: NewHosts.optional(),
  outdatedInstancesStrategy: OutdatedInstancesStrategy.optional(),
  failedNewHosts: FailedNewHosts.optional(),
  serviceRoleArn: z.string().max(1011).optional(),
  createTime: Timestamp,
  createdBy: z.string(),
})
export type DeploymentGroup = z.infer<typeof DeploymentGroup>
