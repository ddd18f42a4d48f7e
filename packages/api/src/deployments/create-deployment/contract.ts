import {
  AutoRollbackConfiguration,
  DeploymentId,
  EC2TagSet,
  FileExistsBehavior,
  Name,
  RevisionLocation,
  TagFilter,
  limits,
} from '@sluice/model'
import { z } from 'zod'
import { operation } from '../../operation.ts'
import { narrowingFields } from '../narrowing/fields.ts'

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
    ...narrowingFields,
    /** Of the same group, with the same revision. */
    redeployOf: DeploymentId.optional(),
    /** Takes that deployment of the group back: the revision that ran before it, looked at first and with any settings. */
    rollbackOf: DeploymentId.optional(),
    /** What `planDeployment` answered: refused when hosts, configuration or revision are others by now. */
    seen: z.string().max(limits.nameCharacters).optional(),
    /** Was saved with `saveDraft`; it goes with the start. */
    draftId: z.string().max(limits.nameCharacters).optional(),
    /** Blue/green with DISCOVER_EXISTING: the replacement fleet. */
    targetInstances: z
      .strictObject({
        tagFilters: z.array(TagFilter).max(10).default([]),
        /** Tag groups, instead of `tagFilters`. */
        ec2TagSet: EC2TagSet.optional(),
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
    'NothingToRollBackTo',
    'InvalidDeploymentStyleException',
    'InvalidTargetInstancesException',
    'InvalidUpdateOutdatedInstancesOnlyValueException',
    'InvalidEC2TagCombinationException',
    'TagSetListLimitExceededException',
    'InvalidLoadBalancerInfoException',
    'InvalidBlueGreenDeploymentConfigurationException',
    'InvalidZonalDeploymentConfigurationException',
    'StateChanged',
  ],
})
