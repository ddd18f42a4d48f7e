import { Name } from '@sluice/model'
import { z } from 'zod'
import { operation } from '../../operation.ts'

export const deleteDeploymentConfig = operation({
  name: 'deleteDeploymentConfig',
  summary: 'Delete a deployment configuration that no group uses; deployments that ran with it keep their settings',
  writes: true,
  input: z.strictObject({ deploymentConfigName: Name }),
  output: z.object({}),
  refuses: ['DeploymentConfigInUseException', 'InvalidOperationException'],
})
