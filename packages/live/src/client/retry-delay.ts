/**
 * How long to wait before the next try. The first comes within half a second, for a server that only restarts; later ones
 * are spread over the whole of a growing interval, so that a thousand tabs do not come back in step.
 */
const firstMs = 500
const longestMs = 15_000

/** `failures` counts from 0; `random` is in [0, 1). */
export function retryDelay(failures: number, random: number): number {
  return Math.round(random * Math.min(firstMs * 2 ** Math.min(failures, 10), longestMs))
}
