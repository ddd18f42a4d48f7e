/**
 * The port of a load balancer: four verbs. It is told what should be, never what to change; it decides nothing and retries
 * nothing. Trouble is `BalancerTrouble`, thrown: the reconciler asserts again.
 */
import type { DesiredBalancer, MeasureQuestion, ObservedBalancer, TrafficMeasure } from '@sluice/model'

export interface LoadBalancerPort {
  /** Resolves when it is taken over; a desired state of an older generation than the one it serves is ignored. */
  apply(desired: DesiredBalancer): Promise<void>
  /** What it does now. Never answers a generation that was not applied. */
  observe(): Promise<ObservedBalancer>
  measure(question: MeasureQuestion): Promise<TrafficMeasure>
  /** Stops serving and forgets: the balancer was deleted. */
  remove(): Promise<void>
}

/** It could not be reached, or could not do it. The message is for people. */
export class BalancerTrouble extends Error {
  readonly retryable: boolean
  constructor(message: string, retryable: boolean, cause?: unknown) {
    super(message, { cause })
    this.name = 'BalancerTrouble'
    this.retryable = retryable
  }
}
