/** Timers that ring when the test says so, by the test's clock. */
import type { MovableClock } from '@sluice/testkit'
import type { Timers } from '../alarm-clock.ts'

export interface HandTimers extends Timers {
  ringDue(): void
  isDue(): boolean
  /** How many are set. */
  count(): number
}

export function handTimers(clock: MovableClock): HandTimers {
  let timers: { ring: () => void; at: number }[] = []
  const due = () => timers.filter((timer) => timer.at <= clock.now())
  return {
    setTimeout: (ring, afterMilliseconds) => {
      const timer = { ring, at: clock.now() + afterMilliseconds }
      timers.push(timer)
      return timer
    },
    clearTimeout: (timer) => {
      timers = timers.filter((other) => other !== timer)
    },
    isDue: () => due().length > 0,
    count: () => timers.length,
    ringDue: () => {
      const ringing = due()
      timers = timers.filter((timer) => !ringing.includes(timer))
      for (const { ring } of ringing) ring()
    },
  }
}
