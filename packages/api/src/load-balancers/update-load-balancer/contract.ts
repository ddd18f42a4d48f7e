import { HealthCheck, LoadBalancer, Name } from '@sluice/model'
import { z } from 'zod'
import { operation } from '../../operation.ts'

const { path, intervalSeconds, timeoutSeconds, healthyThreshold, unhealthyThreshold, matcher } = HealthCheck.shape

/** What is left out stays: a default here would change what nobody named. */
const HealthCheckChange = z.strictObject({
  path: path.unwrap().optional(),
  intervalSeconds: intervalSeconds.unwrap().optional(),
  timeoutSeconds: timeoutSeconds.unwrap().optional(),
  healthyThreshold: healthyThreshold.unwrap().optional(),
  unhealthyThreshold: unhealthyThreshold.unwrap().optional(),
  matcher: matcher.unwrap().optional(),
})

export const updateLoadBalancer = operation({
  name: 'updateLoadBalancer',
  summary: 'Change the health check or the drain of a load balancer; what is left out stays',
  writes: true,
  input: z.strictObject({
    name: Name,
    healthCheck: HealthCheckChange.optional(),
    drainSeconds: LoadBalancer.shape.drainSeconds.optional(),
  }),
  output: z.object({ name: Name }),
  refuses: ['LoadBalancerDoesNotExist'],
})
