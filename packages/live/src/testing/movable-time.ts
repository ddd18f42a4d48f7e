/** Time that stands still until a test moves it, with the timers that become due on the way. */
import type { Timers } from '../timers.ts'

export interface MovableTime extends Timers {
  now(): number
  /** Runs what becomes due, in order, each at its own time, and lets promises settle in between. */
  advance(milliseconds: number): Promise<void>
  /** Timers that wait. */
  waiting(): number
}

export function movableTime(start = 1_000_000): MovableTime {
  let current = start
  const timers = new Set<{ at: number; run: () => void }>()

  const nextDue = (until: number) => [...timers].filter((timer) => timer.at <= until).toSorted((a, b) => a.at - b.at)[0]

  return {
    now: () => current,
    waiting: () => timers.size,
    after(milliseconds, run) {
      const timer = { at: current + Math.max(0, milliseconds), run }
      timers.add(timer)
      return () => timers.delete(timer)
    },
    async advance(milliseconds) {
      const until = current + milliseconds
      await settled()
      for (let timer = nextDue(until); timer !== undefined; timer = nextDue(until)) {
        timers.delete(timer)
        current = Math.max(current, timer.at)
        timer.run()
        await settled()
      }
      current = until
    },
  }
}

/** All promises that can go on have gone on. */
export async function settled(): Promise<void> {
  for (let turn = 0; turn < 20; turn += 1) await Promise.resolve()
}
