/** What everybody else may ask about balancers, by their names. Answers come from what was last observed, a second old at most. */
import type { MeasureQuestion, ObservedBalancer, TrafficMeasure } from '@sluice/model'

export interface Balancers {
  /** `trouble` says in words why what is known is old, or why nothing is. */
  observed(
    accountId: string,
    loadBalancerName: string,
  ): { observed?: ObservedBalancer; at?: number; trouble?: string } | undefined
  /** Undefined when the balancer cannot be asked now. */
  measure(accountId: string, loadBalancerName: string, question: MeasureQuestion): Promise<TrafficMeasure | undefined>
  /** Called whenever health or registration of a balancer's members was seen to change. */
  onObserved(listener: (change: { accountId: string; loadBalancerName: string }) => void): () => void
}
