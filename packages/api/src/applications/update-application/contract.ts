import { Name } from '@sluice/model'
import { z } from 'zod'
import { operation } from '../../operation.ts'

export const updateApplication = operation({
  name: 'updateApplication',
  summary: 'Rename an application; its groups, revisions, history and what its hosts own stay',
  writes: true,
  input: z.strictObject({ applicationName: Name, newApplicationName: Name }),
  output: z.object({ applicationId: z.string() }),
  refuses: ['ApplicationDoesNotExistException', 'ApplicationAlreadyExistsException', 'DeploymentGroupBusy'],
})
