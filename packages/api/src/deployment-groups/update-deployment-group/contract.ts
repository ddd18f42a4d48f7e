import {
  ApprovalPolicy,
  BlueGreenDeploymentConfiguration,
  LoadBalancerInfo,
  AutoRollbackConfiguration,
  DeploymentStyle,
  EC2TagSet,
  Name,
  OnPremisesTagSet,
  RoleArn,
  TagFilter,
} from '@sluice/model'
import { z } from 'zod'
import { operation } from '../../operation.ts'
import { laterHostsFields } from '../later-hosts/fields.ts'

export const updateDeploymentGroup = operation({
  name: 'updateDeploymentGroup',
  summary: 'Change a group; what is left out stays, an empty list clears',
  writes: true,
  input: z.strictObject({
    applicationName: Name,
    currentDeploymentGroupName: Name,
    newDeploymentGroupName: Name.optional(),
    deploymentConfigName: Name.optional(),
    ec2TagFilters: z.array(TagFilter).max(10).optional(),
    onPremisesInstanceTagFilters: z.array(TagFilter).max(10).optional(),
    /** Tag groups: a host must match each of them. Instead of the flat list of its kind. */
    ec2TagSet: EC2TagSet.optional(),
    onPremisesTagSet: OnPremisesTagSet.optional(),
    deploymentStyle: DeploymentStyle.optional(),
    autoScalingGroups: z.array(Name).max(10).optional(),
    loadBalancerInfo: LoadBalancerInfo.optional(),
    blueGreenDeploymentConfiguration: BlueGreenDeploymentConfiguration.optional(),
    approvalPolicy: ApprovalPolicy.nullish(),
    autoRollbackConfiguration: AutoRollbackConfiguration.optional(),
    ...laterHostsFields,
    serviceRoleArn: RoleArn.optional(),
  }),
  output: z.object({ matchingInstances: z.array(z.string()) }),
  refuses: [
    'ApplicationDoesNotExistException',
    'DeploymentGroupDoesNotExistException',
    'DeploymentGroupAlreadyExistsException',
    'DeploymentGroupBusy',
    'DeploymentConfigDoesNotExistException',
    'InvalidDeploymentStyleException',
    'InvalidEC2TagCombinationException',
    'InvalidOnPremisesTagCombinationException',
    'TagSetListLimitExceededException',
    'InvalidLoadBalancerInfoException',
    'InvalidBlueGreenDeploymentConfigurationException',
    'TargetGroupDoesNotExist',
    'ScalingGroupDoesNotExist',
  ],
})
