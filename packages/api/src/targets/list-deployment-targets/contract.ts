import { DeploymentId } from '@sluice/model'
import { z } from 'zod'
import { operation } from '../../operation.ts'

export const listDeploymentTargets = operation({
  name: 'listDeploymentTargets',
  summary: 'The hosts of a deployment in planned order',
  writes: false,
  input: z.strictObject({
    deploymentId: DeploymentId,
    targetFilters: z.partialRecord(z.enum(['TargetStatus', 'ServerInstanceLabel']), z.array(z.string())).optional(),
    nextToken: z.string().max(500).optional(),
  }),
  output: z.object({ targetIds: z.array(z.string()), nextToken: z.string().optional() }),
  refuses: [
    'DeploymentDoesNotExistException',
    'InvalidNextTokenException',
    'InvalidTargetFilterNameException',
    'InvalidDeploymentStatusException',
    'InvalidDeploymentInstanceTypeException',
  ],
})
