/**
 * The clock of the deployments: each has at most one time at which it wants to be woken. A heap and one timer, in memory only:
 * after a restart the times come out of the state again (`owed`).
 */
export interface Timers {
  setTimeout(ring: () => void, afterMilliseconds: number): unknown
  clearTimeout(timer: unknown): void
}

export interface AlarmClock {
  /** Replaces the time that was set; undefined takes it away. */
  set(name: string, at: number | undefined): void
  stop(): void
}

export const systemTimers: Timers = {
  setTimeout: (ring, afterMilliseconds) => setTimeout(ring, afterMilliseconds),
  clearTimeout: (timer) => clearTimeout(timer as NodeJS.Timeout),
}

/** Node fires at once what lies further away than 2^31 ms; and a wall clock that was set is noticed within this time. */
const longestWait = 60_000

interface Alarm {
  name: string
  at: number
}

export function createAlarmClock(now: () => number, timers: Timers, ring: (names: string[]) => void): AlarmClock {
  const times = new Map<string, number>()
  let heap: Alarm[] = []
  let timer: { handle: unknown; at: number } | undefined
  let stopped = false

  return {
    set(name, at) {
      if (stopped) return
      if (at === undefined) times.delete(name)
      else if (times.get(name) !== at) {
        times.set(name, at)
        push(heap, { name, at })
      }
      forgetReplaced()
      arm()
    },
    stop() {
      stopped = true
      times.clear()
      heap = []
      disarm()
    },
  }

  function ringDue(): void {
    timer = undefined
    const due: string[] = []
    for (let first = heap[0]; first !== undefined && first.at <= now(); first = heap[0]) {
      pop(heap)
      if (times.get(first.name) !== first.at) continue
      times.delete(first.name)
      due.push(first.name)
    }
    arm()
    if (due.length > 0) ring(due)
  }

  /** Times that were replaced stay in the heap until they come up, or until they are most of it. */
  function forgetReplaced(): void {
    if (heap.length <= 64 + 2 * times.size) return
    heap = []
    for (const [name, at] of times) push(heap, { name, at })
  }

  function arm(): void {
    const first = heap[0]
    if (first === undefined || stopped) return disarm()
    if (timer !== undefined && timer.at <= first.at) return
    disarm()
    const wait = Math.min(Math.max(0, first.at - now()), longestWait)
    timer = { at: first.at, handle: timers.setTimeout(ringDue, wait) }
  }

  function disarm(): void {
    if (timer !== undefined) timers.clearTimeout(timer.handle)
    timer = undefined
  }
}

function push(heap: Alarm[], alarm: Alarm): void {
  heap.push(alarm)
  let at = heap.length - 1
  while (at > 0) {
    const parent = (at - 1) >> 1
    if (!rises(heap, at, parent)) return
    at = parent
  }
}

function pop(heap: Alarm[]): void {
  const last = heap.pop()
  if (last === undefined || heap.length === 0) return
  heap[0] = last
  let at = 0
  for (;;) {
    const [left, right] = [2 * at + 1, 2 * at + 2]
    const earlier = (heap[right]?.at ?? Infinity) < (heap[left]?.at ?? Infinity) ? right : left
    if (!rises(heap, earlier, at)) return
    at = earlier
  }
}

/** Swaps a child with its parent when it is earlier. */
function rises(heap: Alarm[], child: number, parent: number): boolean {
  const [below, above] = [heap[child], heap[parent]]
  if (below === undefined || above === undefined || below.at >= above.at) return false
  heap[child] = above
  heap[parent] = below
  return true
}
