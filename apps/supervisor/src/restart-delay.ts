/**
 * How long a child that died stays down. The first restart is quick, because most deaths are single; a child that keeps
 * dying costs less and less; one that stayed up is trusted again.
 */
export const firstDelayMilliseconds = 250
export const longestDelayMilliseconds = 5_000
export const trustedAfterMilliseconds = 10_000

/** `previous` is the delay before the life that just ended; undefined for the first life. */
export function restartDelay(previous: number | undefined, livedMilliseconds: number): number {
  if (previous === undefined || livedMilliseconds >= trustedAfterMilliseconds) return firstDelayMilliseconds
  return Math.min(previous * 2, longestDelayMilliseconds)
}
