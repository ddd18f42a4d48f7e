import { ComputePlatform, Name } from '@sluice/model'
import { z } from 'zod'
import { operation } from '../../operation.ts'

export const createApplication = operation({
  name: 'createApplication',
  summary: 'Create an application: a name and a compute platform that never changes',
  writes: true,
  input: z.strictObject({ applicationName: Name, computePlatform: ComputePlatform.default('Server') }),
  output: z.object({ applicationId: z.string() }),
  refuses: [
    'ApplicationAlreadyExistsException',
    'ApplicationLimitExceededException',
    'InvalidComputePlatformException',
  ],
})
