import { ActionState, DeploymentGroup, Name } from '@sluice/model'
import { z } from 'zod'
import { operation } from '../../operation.ts'
import { DeploymentConfigOverview } from '../list-deployment-configs/contract.ts'

export const getDeploymentConfig = operation({
  name: 'getDeploymentConfig',
  summary: 'One deployment configuration, and the groups that deploy with it',
  writes: false,
  input: z.strictObject({ deploymentConfigName: Name }),
  output: z.object({
    deploymentConfigInfo: DeploymentConfigOverview.extend({
      /** At most 100 are named; `groups` counts all. */
      usedBy: z.array(DeploymentGroup.pick({ applicationName: true, deploymentGroupName: true })),
      actions: z.object({ delete: ActionState }),
    }),
  }),
  refuses: ['DeploymentConfigDoesNotExistException'],
})
