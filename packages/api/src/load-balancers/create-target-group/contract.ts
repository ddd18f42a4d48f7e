import { Name } from '@sluice/model'
import { z } from 'zod'
import { operation } from '../../operation.ts'

export const createTargetGroup = operation({
  name: 'createTargetGroup',
  summary: 'Create a target group: the hosts that a load balancer sends to, and on which port',
  writes: true,
  input: z.strictObject({
    name: Name,
    loadBalancerName: Name,
    port: z.number().int().min(1).max(65_535),
  }),
  output: z.object({ name: Name }),
  refuses: ['TargetGroupAlreadyExists', 'TargetGroupLimitExceeded', 'LoadBalancerDoesNotExist'],
})
