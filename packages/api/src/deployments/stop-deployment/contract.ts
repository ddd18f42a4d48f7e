import { DeploymentId, Note } from '@sluice/model'
import { z } from 'zod'
import { operation } from '../../operation.ts'

export const stopDeployment = operation({
  name: 'stopDeployment',
  summary: 'Stop a deployment that has not finished',
  writes: true,
  input: z.strictObject({
    deploymentId: DeploymentId,
    autoRollbackEnabled: z.boolean().default(false),
    /** Why it is stopped: kept with the deployment and in its activity. */
    note: Note.optional(),
  }),
  output: z.object({ status: z.enum(['Pending', 'Succeeded']), statusMessage: z.string() }),
  refuses: [
    'DeploymentDoesNotExistException',
    'DeploymentAlreadyCompletedException',
    'UnsupportedActionForDeploymentTypeException',
    'NothingToRollBackTo',
  ],
})
