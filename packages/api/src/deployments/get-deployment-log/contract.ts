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
    /** The number of a line in an event on a target (both must be given): the answer begins with it, if it is kept. */
    fromLine: z.number().int().min(1).optional(),
    limit: z.number().int().min(1).max(5000).default(1000),
  }),
  output: z.object({
    lines: z.array(LogLine),
    firstSeq: z.number().int(),
    lastSeq: z.number().int(),
    more: z.boolean(),
    /** How long a log is kept after its last line. */
    keptDays: z.number().int(),
    /** Its time was over, and it was removed. */
    removedTime: z.string().optional(),
  }),
  refuses: ['DeploymentDoesNotExistException'],
})
