/** A clock that stands still until a test moves it. Milliseconds since the epoch. */
export interface MovableClock {
  now(): number
  /** Forward by so many milliseconds; answers the new time. */
  advance(milliseconds: number): number
  set(at: number): void
}

/** One that runs: whoever looks a second time sees that a millisecond has passed. */
export function runningClock(start?: number): MovableClock {
  const clock = movableClock(start)
  return { ...clock, now: () => clock.advance(1) }
}

/** 22 November 2026, 14:02 UTC: a Sunday with nothing special about it. */
export const testEpoch = Date.UTC(2026, 10, 22, 14, 2)

export function movableClock(start: number = testEpoch): MovableClock {
  let current = start
  return {
    now: () => current,
    advance: (milliseconds) => (current += milliseconds),
    set: (at) => {
      current = at
    },
  }
}
