/**
 * How long a child that died stays down. The first restart is quick, because most deaths are single, and quicker where users
 * wait; a child that keeps dying costs less and less; one that stayed up is trusted again.
 */
export const firstDelayMilliseconds = 250
export const longestDelayMilliseconds = 5_000
export const trustedAfterMilliseconds = 10_000

/** `previous` is the delay before the life that just ended; undefined for the first life. */
export function restartDelay(
  previous: number | undefined,
  livedMilliseconds: number,
  first = firstDelayMilliseconds,
): number {
  if (previous === undefined || livedMilliseconds >= trustedAfterMilliseconds) return first
  return Math.min(previous * 2, longestDelayMilliseconds)
}
