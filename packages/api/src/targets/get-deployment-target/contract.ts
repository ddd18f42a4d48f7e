import { DeploymentId, DeploymentTarget } from '@sluice/model'
import { z } from 'zod'
import { operation } from '../../operation.ts'

export const getDeploymentTarget = operation({
  name: 'getDeploymentTarget',
  summary: 'One host of a deployment with all its lifecycle events',
  writes: false,
  input: z.strictObject({ deploymentId: DeploymentId, targetId: z.string().min(1).max(100) }),
  output: z.object({
    deploymentTarget: z.object({ deploymentTargetType: z.literal('InstanceTarget'), instanceTarget: DeploymentTarget }),
  }),
  refuses: ['DeploymentDoesNotExistException', 'DeploymentTargetDoesNotExistException'],
})
