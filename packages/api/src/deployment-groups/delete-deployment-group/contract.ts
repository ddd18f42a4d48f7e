import { Name } from '@sluice/model'
import { z } from 'zod'
import { operation } from '../../operation.ts'

export const deleteDeploymentGroup = operation({
  name: 'deleteDeploymentGroup',
  summary: 'Delete a group; hosts and what is installed on them stay as they are',
  writes: true,
  input: z.strictObject({ applicationName: Name, deploymentGroupName: Name }),
  output: z.object({ hooksNotCleanedUp: z.array(z.unknown()) }),
  refuses: ['DeploymentGroupBusy'],
})
