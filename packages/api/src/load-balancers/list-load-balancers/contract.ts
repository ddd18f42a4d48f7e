import { LoadBalancer } from '@sluice/model'
import { z } from 'zod'
import { operation } from '../../operation.ts'

export const listLoadBalancers = operation({
  name: 'listLoadBalancers',
  summary: 'The load balancers with the names of their target groups',
  writes: false,
  input: z.strictObject({}),
  output: z.object({
    loadBalancers: z.array(
      LoadBalancer.extend({
        targetGroups: z.array(z.object({ name: z.string(), port: z.number() })),
        /** Of all members that get users. */
        healthy: z.number().int(),
        registered: z.number().int(),
        /** Why nothing is known of it now. */
        trouble: z.string().optional(),
      }),
    ),
  }),
  refuses: [],
})
