import { Name } from '@sluice/model'
import { z } from 'zod'
import { operation } from '../../operation.ts'

export const deleteLoadBalancer = operation({
  name: 'deleteLoadBalancer',
  summary:
    'Delete a load balancer and its target groups; refused while a deployment group or a running deployment uses one',
  writes: true,
  input: z.strictObject({ name: Name }),
  output: z.object({}),
  refuses: ['InvalidLoadBalancerInfoException', 'DeploymentGroupBusy'],
})
