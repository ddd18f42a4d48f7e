import { DeploymentId, DeploymentTarget } from '@sluice/model'
import { z } from 'zod'
import { operation } from '../../operation.ts'

export const batchGetDeploymentTargets = operation({
  name: 'batchGetDeploymentTargets',
  summary: 'Several hosts of a deployment, at most 25',
  writes: false,
  input: z.strictObject({ deploymentId: DeploymentId, targetIds: z.array(z.string().min(1).max(100)).min(1) }),
  output: z.object({
    deploymentTargets: z.array(
      z.object({ deploymentTargetType: z.literal('InstanceTarget'), instanceTarget: DeploymentTarget }),
    ),
  }),
  refuses: [
    'DeploymentDoesNotExistException',
    'DeploymentTargetDoesNotExistException',
    'DeploymentTargetListSizeExceededException',
  ],
})
