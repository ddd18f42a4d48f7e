/** For groups whose balancer is somebody else's business: whoever is registered counts as healthy, and nothing is measured. */
import type { DesiredBalancer, ObservedBalancer } from '@sluice/model'
import { BalancerTrouble, type LoadBalancerPort } from '../load-balancer.ts'

export function createNoneLoadBalancer(name: string, now: () => number = Date.now): LoadBalancerPort {
  let desired: DesiredBalancer | undefined
  let since = 0

  return {
    async apply(next) {
      if (desired !== undefined && next.generation < desired.generation) return
      since = desired === undefined ? now() : since
      desired = next
    },
    async observe(): Promise<ObservedBalancer> {
      if (desired === undefined) throw new BalancerTrouble(`${name} was told nothing yet`, true)
      const health = {
        state: 'healthy',
        reason: 'not checked: this balancer is looked after elsewhere',
        since,
      } as const
      const targetGroups = desired.targetGroups.map((group) => ({
        name: group.name,
        members: group.members.map((member) => ({ ...member, health, open: 0 })),
      }))
      return { name, generation: desired.generation, listeners: [], targetGroups }
    },
    measure: async () => ({ requests: 0, errors: 0, requestsPerSecond: 0 }),
    async remove() {
      desired = undefined
    },
  }
}
