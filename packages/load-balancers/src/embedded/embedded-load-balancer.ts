/** The port over the embedded balancer: a reverse proxy in its own process, which keeps serving while the BFF is away. */
import type { DesiredBalancer, MeasureQuestion } from '@sluice/model'
import { BalancerTrouble, type LoadBalancerPort } from '../load-balancer.ts'
import { type EmbeddedClient, embeddedClient } from './embedded-client.ts'
import { Applied, ObservedBalancer, paths, TrafficMeasure } from './wire.ts'

/** `client` shares connections between the balancers of one process; without it this one has its own. */
export type EmbeddedSettings = { socketPath: string; name: string; client?: EmbeddedClient }

export function createEmbeddedLoadBalancer(settings: EmbeddedSettings): LoadBalancerPort {
  const { name, socketPath, client = embeddedClient(socketPath) } = settings

  function unknown(): never {
    throw new BalancerTrouble(`The balancer process does not know ${name}: nothing was applied yet.`, true)
  }

  return {
    async apply(desired: DesiredBalancer) {
      await client.ask('PUT', paths.balancer(name), Applied, { ...desired, name })
    },
    async observe() {
      return (await client.ask('GET', paths.balancer(name), ObservedBalancer)) ?? unknown()
    },
    async measure(question: MeasureQuestion) {
      return (await client.ask('POST', paths.measure(name), TrafficMeasure, question)) ?? unknown()
    },
    async remove() {
      await client.ask('DELETE', paths.balancer(name), Applied.partial())
    },
  }
}
