/** The simulated balancer keeps the contract; what only it can do is told by those who use it. */
import { loadBalancerContract } from '../contract/load-balancer-contract.ts'
import { createSimulatedLoadBalancer } from './simulated-load-balancer.ts'

loadBalancerContract('the simulated balancer', async () => {
  const balancer = createSimulatedLoadBalancer('contract')
  let requests = 0
  return {
    balancer,
    listeners: { production: 4680, test: 4681 },
    host: async (targetId) => ({ address: '127.0.0.1', port: 4800 + Number(targetId.split('-')[1]) }),
    answers: async (targetId, how) => balancer.health(targetId, how, how === 'healthy' ? 'HTTP 200' : 'HTTP 503'),
    async request() {
      requests += 1
      balancer.measured('web-1', { requests, errors: 0, requestsPerSecond: 1 })
    },
    async beginRequest(targetId) {
      balancer.open(targetId, 1)
      return async () => balancer.open(targetId, 0)
    },
    close: async () => undefined,
  }
})
