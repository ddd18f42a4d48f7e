import { LoadBalancer, Name, ObservedBalancer, ObservedMember, TrafficMeasure } from '@sluice/model'
import { z } from 'zod'
import { operation } from '../../operation.ts'

/** A registered host. `health` and `open` are absent while the balancer has not been heard of it. */
export const MemberInfo = ObservedMember.partial({ health: true, open: true }).extend({
  /** The last minute on its listener. */
  measured: TrafficMeasure.optional(),
})
export type MemberInfo = z.infer<typeof MemberInfo>

export const getLoadBalancer = operation({
  name: 'getLoadBalancer',
  summary: 'A load balancer as it stands: listeners, members, weights, health with the reason',
  writes: false,
  input: z.strictObject({ name: Name }),
  output: z.object({
    loadBalancer: LoadBalancer,
    listeners: ObservedBalancer.shape.listeners,
    targetGroups: z.array(
      z.object({
        name: z.string(),
        port: z.number(),
        members: z.array(MemberInfo),
        /** Deployment groups that register their hosts here. */
        usedBy: z.array(z.object({ applicationName: z.string(), deploymentGroupName: z.string() })),
      }),
    ),
    trouble: z.string().optional(),
    observedAt: z.string().optional(),
  }),
  refuses: ['LoadBalancerDoesNotExist'],
})
