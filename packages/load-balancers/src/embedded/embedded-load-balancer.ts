/** The port over the embedded balancer: a reverse proxy in its own process, which keeps serving while the BFF is away. */
import type { AccountId, DesiredBalancer, MeasureQuestion } from '@sluice/model'
import { BalancerTrouble, type LoadBalancerPort } from '../load-balancer.ts'
import { type EmbeddedClient, embeddedClient } from './embedded-client.ts'
import { wireNameOf } from './wire-name.ts'
import { Applied, ObservedBalancer, paths, TrafficMeasure } from './wire.ts'

/**
 * `client` shares connections between the balancers of one process; without it this one has its own. With `accountId` balancers
 * of different accounts may have the same name.
 */
export type EmbeddedSettings = { socketPath: string; name: string; accountId?: AccountId; client?: EmbeddedClient }

export function createEmbeddedLoadBalancer(settings: EmbeddedSettings): LoadBalancerPort {
  const { name, socketPath, accountId, client = embeddedClient(socketPath) } = settings
  const wireName = accountId === undefined ? name : wireNameOf(accountId, name)

  function unknown(): never {
    throw new BalancerTrouble(`The balancer process does not know ${name}: nothing was applied yet.`, true)
  }

  return {
    async apply(desired: DesiredBalancer) {
      await client.ask('PUT', paths.balancer(wireName), Applied, { ...desired, name: wireName })
    },
    async observe() {
      const observed = (await client.ask('GET', paths.balancer(wireName), ObservedBalancer)) ?? unknown()
      return { ...observed, name }
    },
    async measure(question: MeasureQuestion) {
      return (await client.ask('POST', paths.measure(wireName), TrafficMeasure, question)) ?? unknown()
    },
    async remove() {
      await client.ask('DELETE', paths.balancer(wireName), Applied.partial())
    },
  }
}
