import { DeploymentId, LifecycleEventName, LogLine } from '@sluice/model'
import { z } from 'zod'
import { operation } from '../../operation.ts'

export const getDeploymentLog = operation({
  name: 'getDeploymentLog',
  summary: 'Stored log lines of a deployment, one host or one event',
  writes: false,
  input: z.strictObject({
    deploymentId: DeploymentId,
    targetId: z.string().optional(),
    event: LifecycleEventName.optional(),
    fromSeq: z.number().int().min(1).optional(),
    limit: z.number().int().min(1).max(5000).default(1000),
  }),
  output: z.object({
    lines: z.array(LogLine),
    firstSeq: z.number().int(),
    lastSeq: z.number().int(),
    more: z.boolean(),
  }),
  refuses: ['DeploymentDoesNotExistException'],
})
