import { DeploymentId } from '@sluice/model'
import { z } from 'zod'
import { operation } from '../../operation.ts'

export const rollBackDeployment = operation({
  name: 'rollBackDeployment',
  summary: 'Take a deployment back: deploys the revision that ran before it, as a new deployment',
  writes: true,
  input: z.strictObject({ deploymentId: DeploymentId }),
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
