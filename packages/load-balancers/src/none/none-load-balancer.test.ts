import type { DesiredBalancer } from '@sluice/model'
import { expect, test } from 'vitest'
import { loadBalancerContract } from '../contract/load-balancer-contract.ts'
import { createNoneLoadBalancer } from './none-load-balancer.ts'

const abilities = { checksHealth: false, carriesRequests: false }

loadBalancerContract(
  'the balancer that is looked after elsewhere',
  async () => ({
    balancer: createNoneLoadBalancer('contract'),
    listeners: { production: 4680 },
    host: async () => ({ address: '127.0.0.1', port: 4801 }),
    answers: notAsked,
    request: notAsked,
    beginRequest: notAsked,
    close: async () => undefined,
  }),
  abilities,
)

test('whoever is registered counts as healthy at once, with nothing open, and nothing is measured', async () => {
  const balancer = createNoneLoadBalancer('elsewhere', () => 1000)
  const member = { targetId: 'web-1', address: '10.0.0.1', port: 80, weight: 1, traffic: 'draining' } as const
  const desired: DesiredBalancer = {
    name: 'elsewhere',
    generation: 3,
    listeners: { production: 80 },
    healthCheck: {
      path: '/',
      intervalSeconds: 1,
      timeoutSeconds: 1,
      healthyThreshold: 1,
      unhealthyThreshold: 1,
      matcher: '200',
    },
    drainSeconds: 5,
    targetGroups: [{ name: 'shop', members: [member] }],
  }
  await balancer.apply(desired)
  const health = { state: 'healthy', reason: 'not checked: this balancer is looked after elsewhere', since: 1000 }
  expect((await balancer.observe()).targetGroups).toEqual([{ name: 'shop', members: [{ ...member, health, open: 0 }] }])
  const question = { targetGroupName: 'shop', targetIds: ['web-1'], listener: 'production' as const, since: 0 }
  expect(await balancer.measure(question)).toEqual({ requests: 0, errors: 0, requestsPerSecond: 0 })
})

async function notAsked(): Promise<never> {
  throw new Error('this balancer has no hosts of its own')
}
