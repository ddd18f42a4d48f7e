/** Load balancers of this installation: who keeps them right, and who moves traffic between their members. */
import type { Conductor } from '@sluice/conductor'
import {
  createReconciler,
  createTrafficMover,
  embeddedClient,
  followBalancerChanges,
  loadBalancerFor,
  type EmbeddedClient,
  type LoadBalancerPort,
  servedByEmbedded,
  type Reconciler,
  type TrafficMover,
  wireNameOf,
} from '@sluice/load-balancers'
import { BalancerHealth, paths } from '@sluice/load-balancers/embedded-wire'
import type { LoadBalancer } from '@sluice/model'
import type { Store } from '@sluice/store'
import { balancerRows, memberAddresses, memberWriter } from './balancer-rows.ts'
import { hostsNotAllowed } from './not-allowed.ts'
import { serversDoor } from './servers-door.ts'

export interface BalancersNeeds {
  conductor: Conductor
  store: Store
  /** Where the embedded balancer's process listens. */
  socketPath: string
  fault(error: unknown): void
  /** Instead of the adapters of the registry, in tests. */
  balancerFor?: ((row: LoadBalancer) => LoadBalancerPort | undefined) | undefined
}

export interface BalancersRoom {
  reconciler: Reconciler
  mover: TrafficMover
  /** Whether the embedded balancer's process is there. */
  answers(): Promise<boolean>
  stop(): Promise<void>
}

export function furnishBalancers({ conductor, store, socketPath, fault, balancerFor }: BalancersNeeds): BalancersRoom {
  const client = embeddedClient(socketPath)
  const reconciler = createReconciler({
    rows: balancerRows(conductor, store),
    balancerFor: balancerFor ?? ((row) => loadBalancerFor(row, { socketPath, client })),
    served: () => servedByEmbedded(client),
    fault,
  })
  const mover = createTrafficMover({
    ...serversDoor(conductor, store),
    registrations: reconciler,
    write: memberWriter(conductor),
    memberAddress: memberAddresses(store),
    notAllowed: hostsNotAllowed(store),
    fault,
  })
  const unfollow = followBalancerChanges({
    socketPath,
    onChanged: (changed) => reconciler.look(({ accountId, name }) => wireNameOf(accountId, name) === changed),
  })
  return {
    reconciler,
    mover,
    answers: () => balancerAnswers(client),
    async stop() {
      unfollow()
      await reconciler.stop()
      await client.close()
    },
  }
}

async function balancerAnswers(client: EmbeddedClient): Promise<boolean> {
  try {
    return (await client.ask('GET', paths.health, BalancerHealth)) !== undefined
  } catch {
    return false
  }
}
