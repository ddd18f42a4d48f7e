import { Name } from '@sluice/model'
import { z } from 'zod'
import { operation } from '../../operation.ts'
import { ApplicationOverview } from '../list-applications/contract.ts'

export const getApplication = operation({
  name: 'getApplication',
  summary: 'One application, with how many groups and revisions it has',
  writes: false,
  input: z.strictObject({ applicationName: Name }),
  output: z.object({ application: ApplicationOverview }),
  refuses: ['ApplicationDoesNotExistException'],
})
