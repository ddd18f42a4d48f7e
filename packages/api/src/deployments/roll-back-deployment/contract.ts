import { DeploymentId } from '@sluice/model'
import { z } from 'zod'
import { operation } from '../../operation.ts'

export const rollBackDeployment = operation({
  name: 'rollBackDeployment',
  summary: 'Take a deployment back: deploys the revision that ran before it, as a new deployment',
  writes: true,
  input: z.strictObject({
    deploymentId: DeploymentId,
    /** In place: only hosts that it began with, instead of the whole group. */
    onlyChangedHosts: z.boolean().default(false),
  }),
  output: z.object({
    deploymentId: DeploymentId,
    /** Absent when users go back to originals of which nothing is known. */
    revisionName: z.string().optional(),
  }),
  refuses: [
    'DeploymentDoesNotExistException',
    'DeploymentGroupDoesNotExistException',
    'NothingToRollBackTo',
    'DeploymentLimitExceededException',
    'InvalidTargetInstancesException',
    'InvalidDeploymentStyleException',
    'InvalidBlueGreenDeploymentConfigurationException',
  ],
})
