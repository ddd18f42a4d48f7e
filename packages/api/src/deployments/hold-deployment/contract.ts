import { DeploymentId } from '@sluice/model'
import { z } from 'zod'
import { operation } from '../../operation.ts'

export const holdDeployment = operation({
  name: 'holdDeployment',
  summary: 'Hold a running deployment: no further host starts, running ones finish',
  writes: true,
  input: z.strictObject({ deploymentId: DeploymentId }),
  output: z.object({}),
  refuses: [
    'DeploymentDoesNotExistException',
    'DeploymentAlreadyCompletedException',
    'UnsupportedActionForDeploymentTypeException',
  ],
})
