/**
 * How long to wait before the next attempt to connect. Full jitter: after a restart of the server a thousand hosts come
 * back spread over the window, not in one wave. The first attempt falls within half a second.
 */
const firstWindowMs = 500
const widestWindowMs = 5_000

/** For an identity that the server does not accept: asking often would help nobody. */
export const refusedDelayMs = 30_000

/** `attempt` counts from 0 since the last good connection; `chance` is in [0, 1). */
export function reconnectDelayMs(attempt: number, chance: number): number {
  return chance * Math.min(widestWindowMs, firstWindowMs * 2 ** Math.min(attempt, 10))
}
