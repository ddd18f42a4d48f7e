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

export interface TurnOver {
  tookMs: number
  /** In a row. */
  failures: number
  isNudged: boolean
  isLookedFor: boolean
  isAwaited: boolean
}

const longestPeaceMs = 250

/** A balancer that takes long to answer is left as long in peace, so that large ones do not take all of our time. */
export function pauseAfterTurn(paces: Paces, { tookMs, failures, isNudged, isLookedFor, isAwaited }: TurnOver): number {
  const least = Math.min(tookMs, longestPeaceMs)
  if (failures > 0) return Math.min(paces.backOffMost, paces.backOffFirst * 2 ** (failures - 1))
  if (isNudged) return Math.max(paces.gather, least)
  if (isLookedFor) return Math.max(lookPause(paces, isAwaited), least)
  return isAwaited ? Math.max(paces.observeAwaited, least) : paces.observeEvery
}

export const lookPause = (paces: Paces, isAwaited: boolean): number => (isAwaited ? paces.lookAwaited : paces.look)
