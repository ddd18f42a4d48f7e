import { DeploymentId } from '@sluice/model'
import { z } from 'zod'
import { operation } from '../../operation.ts'

export const listDeploymentEvents = operation({
  name: 'listDeploymentEvents',
  summary: 'Everything that happened to a deployment, oldest first',
  writes: false,
  input: z.strictObject({ deploymentId: DeploymentId, after: z.number().int().min(0).default(0) }),
  output: z.object({
    events: z.array(
      z.object({
        index: z.number().int(),
        at: z.string(),
        type: z.string(),
        text: z.string(),
        targetId: z.string().optional(),
      }),
    ),
    next: z.number().int().optional(),
  }),
  refuses: ['DeploymentDoesNotExistException'],
})
