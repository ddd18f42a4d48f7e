import { DeploymentId, Note } from '@sluice/model'
import { z } from 'zod'
import { operation } from '../../operation.ts'

export const continueDeployment = operation({
  name: 'continueDeployment',
  summary:
    'End a wait: for the reroute (READY_WAIT), for the end of the originals (TERMINATION_WAIT), or a hold (HOLD)',
  writes: true,
  input: z.strictObject({
    deploymentId: DeploymentId,
    /** When absent: the wait that the deployment is in. */
    deploymentWaitType: z.enum(['READY_WAIT', 'TERMINATION_WAIT', 'HOLD']).optional(),
    /** From `getApproval`. A group with an approval policy needs it. */
    seen: z.string().max(200).optional(),
    /** Kept with the decision. */
    note: Note.optional(),
    /** The group's name, where the policy wants it typed. */
    typed: z.string().max(200).optional(),
  }),
  output: z.object({
    /** `waiting` while more people must approve. */
    status: z.enum(['continued', 'waiting']).optional(),
    statusMessage: z.string().optional(),
  }),
  refuses: [
    'DeploymentDoesNotExistException',
    'DeploymentAlreadyCompletedException',
    'UnsupportedActionForDeploymentTypeException',
    'DeploymentIsNotInReadyStateException',
    'InvalidDeploymentWaitTypeException',
    'ApprovalNotAllowed',
    'StateChanged',
  ],
})
