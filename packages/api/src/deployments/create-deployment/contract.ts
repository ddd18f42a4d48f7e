import {
  AutoRollbackConfiguration,
  DeploymentId,
  FileExistsBehavior,
  Name,
  RevisionLocation,
  TagFilter,
} from '@sluice/model'
import { z } from 'zod'
import { operation } from '../../operation.ts'

export const createDeployment = operation({
  name: 'createDeployment',
  summary: 'Start a deployment',
  writes: true,
  input: z.strictObject({
    applicationName: Name,
    deploymentGroupName: Name,
    revision: RevisionLocation,
    deploymentConfigName: Name.optional(),
    description: z.string().max(256).optional(),
    ignoreApplicationStopFailures: z.boolean().optional(),
    fileExistsBehavior: FileExistsBehavior.optional(),
    autoRollbackConfiguration: AutoRollbackConfiguration.optional(),
    redeployOf: DeploymentId.optional(),
    /** Blue/green with DISCOVER_EXISTING: the replacement fleet. */
    targetInstances: z
      .strictObject({
        tagFilters: z.array(TagFilter).max(10).default([]),
        autoScalingGroups: z.array(Name).max(10).default([]),
      })
      .optional(),
  }),
  output: z.object({ deploymentId: DeploymentId }),
  refuses: [
    'ApplicationDoesNotExistException',
    'DeploymentGroupDoesNotExistException',
    'DeploymentConfigDoesNotExistException',
    'DeploymentDoesNotExistException',
    'RevisionDoesNotExistException',
    'InvalidRevisionException',
    'BundleRefused',
    'DeploymentLimitExceededException',
    'InvalidDeploymentStyleException',
    'InvalidTargetInstancesException',
    'InvalidLoadBalancerInfoException',
    'InvalidBlueGreenDeploymentConfigurationException',
  ],
})
