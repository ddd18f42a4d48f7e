import { Name, ScalingGroup } from '@sluice/model'
import { z } from 'zod'
import { operation } from '../../operation.ts'

export const createScalingGroup = operation({
  name: 'createScalingGroup',
  summary: 'Create a scaling group: hosts that blue/green deployments make and end',
  writes: true,
  input: z.strictObject({ name: Name, desiredCapacity: ScalingGroup.shape.desiredCapacity }),
  output: z.object({ name: Name }),
  refuses: ['ScalingGroupAlreadyExists'],
})
