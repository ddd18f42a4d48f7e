import { DeploymentId, DeploymentSummary } from '@sluice/model'
import { z } from 'zod'
import { operation } from '../../operation.ts'

export const getDeployment = operation({
  name: 'getDeployment',
  summary: 'One deployment as it stands',
  writes: false,
  input: z.strictObject({ deploymentId: DeploymentId }),
  output: z.object({ deploymentInfo: DeploymentSummary }),
  refuses: ['DeploymentDoesNotExistException'],
})
