import { HealthCheck, Listeners, LoadBalancerKind, Name } from '@sluice/model'
import { z } from 'zod'
import { operation } from '../../operation.ts'

export const createLoadBalancer = operation({
  name: 'createLoadBalancer',
  summary: 'Create a load balancer: its listeners and its health check',
  writes: true,
  input: z.strictObject({
    name: Name,
    kind: LoadBalancerKind,
    listeners: Listeners,
    healthCheck: HealthCheck.default(HealthCheck.parse({})),
    drainSeconds: z.number().min(0).max(3600).default(30),
  }),
  output: z.object({ name: Name }),
  refuses: ['LoadBalancerAlreadyExists', 'LoadBalancerLimitExceeded', 'InvalidLoadBalancerInfoException'],
})
