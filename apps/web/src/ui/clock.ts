/**
 * What time it is for the dashboard: the server's time, ticking once a second, and standing still while the data is
 * stale (a clock that runs on without news would pretend). Milliseconds since the epoch.
 */
import { createStore, useStore } from './store.ts'
import type { Store } from './store.ts'

/** Smaller differences are the network's, not the clocks'. */
const toleratedOffsetMs = 1500

let offsetMs = 0
let frozenAt: number | undefined
const tick = createStore(Date.now())
const wallTick = createStore(Date.now())

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

function everySecond(): void {
  tick.set(serverNow())
  wallTick.set(wallNow())
}

const ticking = (store: Store<number>): Pick<Store<number>, 'get' | 'subscribe'> => ({
  get: store.get,
  subscribe(listener) {
    watchers += 1
    timer ??= setInterval(everySecond, 1000)
    if (watchers === 1) everySecond()
    const unsubscribe = store.subscribe(listener)
    return () => {
      unsubscribe()
      watchers -= 1
      if (watchers > 0) return
      clearInterval(timer)
      timer = undefined
    }
  },
})

const [shownTime, wallTime] = [ticking(tick), ticking(wallTick)]

/** Server time, renewed every second. It stands still with the data. */
export const useNow = (): number => useStore(shownTime)

/** What time it is, renewed every second, whether or not anything is heard: for a clock, and for how old the data is. */
export const useWallNow = (): number => useStore(wallTime)
