import { Name } from '@sluice/model'
import { z } from 'zod'
import { operation } from '../../operation.ts'

export const deleteApplication = operation({
  name: 'deleteApplication',
  summary: 'Delete an application with its groups and revisions; hosts, uploaded bundles and the history stay',
  writes: true,
  input: z.strictObject({ applicationName: Name }),
  /** What went with it. CodeDeploy answers nothing. */
  output: z.object({ deletedDeploymentGroups: z.array(Name), deletedRevisionCount: z.number().int() }),
  refuses: ['DeploymentGroupBusy'],
})
