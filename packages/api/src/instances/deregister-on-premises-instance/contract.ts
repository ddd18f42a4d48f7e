import { InstanceName } from '@sluice/model'
import { z } from 'zod'
import { operation } from '../../operation.ts'

export const deregisterOnPremisesInstance = operation({
  name: 'deregisterOnPremisesInstance',
  summary: 'Take a host out: it takes part in nothing more, its name is free; one that was made here ends',
  writes: true,
  input: z.strictObject({ instanceName: InstanceName }),
  output: z.object({}),
  refuses: [],
})
