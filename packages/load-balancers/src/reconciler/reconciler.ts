/**
 * Keeps balancers doing what the rows say: one desired state per balancer, whole and with a generation, pushed whenever
 * something changed and asserted again whenever the balancer is seen doing anything else. Knows no deployments.
 */
import type { LoadBalancer } from '@sluice/model'
import type { Balancers } from '../balancers.ts'
import type { LoadBalancerPort } from '../load-balancer.ts'
import type { Registrations } from './registrations.ts'
import type { Rows } from './rows.ts'

export interface ReconcilerNeeds {
  rows: Rows
  /** The adapter of this row; undefined when its kind is not served here. Called once in the life of a balancer. */
  balancerFor(loadBalancer: LoadBalancer): LoadBalancerPort | undefined
  /** What should not happen: an adapter that throws something else than `BalancerTrouble`. It is asked again all the same. */
  fault(error: unknown): void
  now?(): number
  paces?: Partial<Paces>
}

/** All in milliseconds. */
export interface Paces {
  /** Between looks at a balancer of which nobody expects anything. */
  observeEvery: number
  /** Between looks while somebody waits for one of its members. */
  observeAwaited: number
  /** Between two pushes, so that changes gather. */
  gather: number
  /** After trouble: doubled each time, up to the second. */
  backOffFirst: number
  backOffMost: number
}

export interface Reconciler extends Balancers, Registrations {
  /** Resolves when all rows are known; balancers are told from then on. */
  start(): Promise<void>
  /** Resolves when no adapter is being asked any more. Balancers go on serving. */
  stop(): Promise<void>
  /** Resolves when the balancer was seen serving this generation or a later one, or was deleted; rejects when stopped. */
  applied(accountId: string, loadBalancerName: string, generation: number): Promise<void>
}
