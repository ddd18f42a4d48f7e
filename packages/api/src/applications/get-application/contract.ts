import { Application, Name } from '@sluice/model'
import { z } from 'zod'
import { operation } from '../../operation.ts'

export const getApplication = operation({
  name: 'getApplication',
  summary: 'One application',
  writes: false,
  input: z.strictObject({ applicationName: Name }),
  output: z.object({ application: Application }),
  refuses: ['ApplicationDoesNotExistException'],
})
