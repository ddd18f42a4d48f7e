/** How often balancers are told and looked at. All in milliseconds. */
export interface Paces {
  /** Between looks at a balancer of which nobody expects anything. */
  observeEvery: number
  /** Between looks while somebody waits for one of its members. */
  observeAwaited: number
  /** The least between two looks that a balancer itself asked for, and the same while somebody waits. */
  look: number
  lookAwaited: number
  /** Between two pushes, so that changes gather. */
  gather: number
  /** After trouble: doubled each time, up to the second. */
  backOffFirst: number
  backOffMost: number
}

export const defaultPaces: Paces = {
  observeEvery: 1000,
  observeAwaited: 200,
  look: 250,
  lookAwaited: 40,
  gather: 10,
  backOffFirst: 250,
  backOffMost: 5000,
}
