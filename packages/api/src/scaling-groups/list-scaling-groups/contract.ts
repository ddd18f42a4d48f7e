import { ScalingGroup } from '@sluice/model'
import { z } from 'zod'
import { operation } from '../../operation.ts'

export const listScalingGroups = operation({
  name: 'listScalingGroups',
  summary: 'The scaling groups with the hosts they have now',
  writes: false,
  input: z.strictObject({}),
  output: z.object({ scalingGroups: z.array(ScalingGroup.extend({ instances: z.array(z.string()) })) }),
  refuses: [],
})
