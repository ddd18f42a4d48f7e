/** The embedded balancer as a real process keeps the promises of the port. */
import { loadBalancerContract } from '@sluice/load-balancers/contract'
import { type Host, startHost } from './testing/a-host.ts'
import { startBalancer } from './testing/a-balancer.ts'

loadBalancerContract('embedded', async () => {
  const running = await startBalancer({ name: 'contract' })
  const hosts = new Map<string, Host>()
  const held: (() => void)[] = []
  let isHolding = false

  async function hostOf(targetId: string): Promise<Host> {
    const known = hosts.get(targetId)
    if (known) return known
    const answer = (end: () => void) => (isHolding ? void held.push(end) : end())
    const host = await startHost(targetId, { answer: (_request, response) => answer(() => response.end(targetId)) })
    hosts.set(targetId, host)
    return host
  }

  return {
    balancer: running.port,
    listeners: { production: running.productionPort, test: running.testPort },
    host: async (targetId) => ({ address: '127.0.0.1', port: (await hostOf(targetId)).port }),
    async answers(targetId, how) {
      const status = how === 'healthy' ? 200 : 503
      ;(await hostOf(targetId)).setHealth((response) => void response.writeHead(status).end())
    },
    async request() {
      await (await fetch(running.production)).text()
    },
    async beginRequest() {
      isHolding = true
      const answered = fetch(running.production).then((response) => response.text())
      while (held.length === 0) await new Promise((resolve) => setTimeout(resolve, 5))
      return async () => {
        isHolding = false
        for (const end of held.splice(0)) end()
        await answered
      }
    },
    async close() {
      await running.remove()
      await Promise.all([...hosts.values()].map((host) => host.kill()))
    },
  }
})
