import { DeploymentConfigInfo, Name } from '@sluice/model'
import { z } from 'zod'
import { operation } from '../../operation.ts'

export const getDeploymentConfig = operation({
  name: 'getDeploymentConfig',
  summary: 'One deployment configuration',
  writes: false,
  input: z.strictObject({ deploymentConfigName: Name }),
  output: z.object({ deploymentConfigInfo: DeploymentConfigInfo }),
  refuses: ['DeploymentConfigDoesNotExistException'],
})
