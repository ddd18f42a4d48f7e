/**
 * What time it is for the dashboard: the server's time, ticking once a second, and standing still while the data is
 * stale (a clock that runs on without news would pretend). Milliseconds since the epoch.
 */
import { createStore, useStore } from './store.ts'

/** Smaller differences are the network's, not the clocks'. */
const toleratedOffsetMs = 1500

let offsetMs = 0
let frozenAt: number | undefined
const tick = createStore(Date.now())

/** The server said what time it is. */
export function syncClock(serverNow: number): void {
  const difference = serverNow - Date.now()
  offsetMs = Math.abs(difference) > toleratedOffsetMs ? difference : 0
}

/** While frozen, running durations stand still at this instant (by the clock of this browser). */
export function freezeClock(at: number | undefined): void {
  frozenAt = at === undefined ? undefined : at + offsetMs
  tick.set(serverNow())
}

export const serverNow = (): number => frozenAt ?? Date.now() + offsetMs
export const wallNow = (): number => Date.now() + offsetMs

let timer: ReturnType<typeof setInterval> | undefined
let watchers = 0

const ticking = {
  get: tick.get,
  subscribe(listener: () => void): () => void {
    watchers += 1
    timer ??= setInterval(() => tick.set(serverNow()), 1000)
    if (watchers === 1) tick.set(serverNow())
    const unsubscribe = tick.subscribe(listener)
    return () => {
      unsubscribe()
      watchers -= 1
      if (watchers > 0) return
      clearInterval(timer)
      timer = undefined
    }
  },
}

/** Server time, renewed every second. */
export const useNow = (): number => useStore(ticking)
