/** Waiting, as an argument: tests and the simulator move time themselves. The same shape as the conductor's. */
export interface Timers {
  setTimeout(ring: () => void, afterMilliseconds: number): unknown
  clearTimeout(timer: unknown): void
}

export const systemTimers: Timers = {
  setTimeout: (ring, afterMilliseconds) => setTimeout(ring, afterMilliseconds),
  clearTimeout: (timer) => clearTimeout(timer as NodeJS.Timeout),
}
