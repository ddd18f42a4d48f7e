import { ActionState, DeploymentId, FileExistsBehavior } from '@sluice/model'
import { z } from 'zod'
import { operation } from '../../operation.ts'
import { StartConfirmation } from '../plan-deployment/review/schemas.ts'

/** Where a rollback would go, in words, and what is typed before it. */
const RollBackTo = z.object({
  text: z.string(),
  /** Of a part: the hosts, as `onlyTargets` of `createDeployment` takes them. */
  targetIds: z.array(z.string()).optional(),
  /** Asked by screens, not by `rollBackDeployment`. */
  confirm: StartConfirmation.optional(),
})
export type RollBackTo = z.infer<typeof RollBackTo>

export const planRollBack = operation({
  name: 'planRollBack',
  summary:
    'Where a rollback of a deployment by deploying would go: the whole group as it is now, or the hosts it changed',
  writes: false,
  input: z.strictObject({ deploymentId: DeploymentId }),
  output: z.object({
    /** That of the revision that it goes back to; absent where there is none. */
    fileExistsBehavior: FileExistsBehavior.optional(),
    whole: RollBackTo,
    /** `onlyChangedHosts`, and why not. Absent in blue/green, and where the whole group was changed. */
    onlyChangedHosts: ActionState.extend({ to: RollBackTo.optional(), others: z.string() }).optional(),
  }),
  refuses: [
    'DeploymentDoesNotExistException',
    'DeploymentGroupDoesNotExistException',
    'InvalidTargetInstancesException',
    'InvalidBlueGreenDeploymentConfigurationException',
  ],
})
