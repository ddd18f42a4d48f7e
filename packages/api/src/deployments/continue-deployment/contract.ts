import { DeploymentId } from '@sluice/model'
import { z } from 'zod'
import { operation } from '../../operation.ts'

export const continueDeployment = operation({
  name: 'continueDeployment',
  summary: 'End a wait: a hold in this slice (deploymentWaitType HOLD)',
  writes: true,
  input: z.strictObject({
    deploymentId: DeploymentId,
    deploymentWaitType: z.enum(['READY_WAIT', 'TERMINATION_WAIT', 'HOLD']).optional(),
  }),
  output: z.object({}),
  refuses: [
    'DeploymentDoesNotExistException',
    'DeploymentAlreadyCompletedException',
    'UnsupportedActionForDeploymentTypeException',
    'DeploymentIsNotInReadyStateException',
    'InvalidDeploymentWaitTypeException',
  ],
})
