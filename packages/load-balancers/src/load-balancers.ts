/**
 * The registry of load balancers. A new one is one folder and one line here. `none` and `simulated` are for whoever composes the
 * product: people choose among `servedKinds`.
 */
import { LoadBalancerKind, type LoadBalancer } from '@sluice/model'
import { createEmbeddedLoadBalancer, type EmbeddedClient } from './embedded/index.ts'
import type { LoadBalancerPort } from './load-balancer.ts'
import { createNoneLoadBalancer } from './none/none-load-balancer.ts'
import { createSimulatedLoadBalancer } from './simulated/simulated-load-balancer.ts'

export interface AdapterSettings {
  /** Where the embedded balancer's process listens. */
  socketPath: string
  /** Shared by all embedded balancers of this process. */
  client?: EmbeddedClient
}

export const loadBalancers = {
  embedded: ({ accountId, name }, { socketPath, client }) =>
    createEmbeddedLoadBalancer({ accountId, name, socketPath, ...(client !== undefined && { client }) }),
  none: ({ name }) => createNoneLoadBalancer(name),
  simulated: ({ name }) => createSimulatedLoadBalancer(name),
} as const satisfies Partial<
  Record<LoadBalancerKind | 'none' | 'simulated', (row: LoadBalancer, settings: AdapterSettings) => LoadBalancerPort>
>

/** The kinds that people may make here. */
export const servedKinds: readonly LoadBalancerKind[] = LoadBalancerKind.options.filter(isServed)

/** Undefined when this installation serves no such balancers. */
export function loadBalancerFor(row: LoadBalancer, settings: AdapterSettings): LoadBalancerPort | undefined {
  return isServed(row.kind) ? loadBalancers[row.kind](row, settings) : undefined
}

function isServed(kind: LoadBalancerKind): kind is LoadBalancerKind & keyof typeof loadBalancers {
  return Object.hasOwn(loadBalancers, kind)
}
