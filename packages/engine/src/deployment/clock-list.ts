/**
 * The hosts on which a clock runs, in the order in which it will ring: a doubly linked list over their places, so that
 * adding, removing and looking at the first cost the same in any fleet. All clocks of a list have the same length;
 * those of a list that is never asked for its first ring are a record of since when.
 */
export interface ClockList {
  /** How many run. */
  count: number
  first: number
  last: number
  readonly next: Int32Array
  readonly previous: Int32Array
  /** When the clock of a place began (ms since the epoch); -1 when none runs. */
  readonly since: Float64Array
}

const none = -1

export function clockList(size: number): ClockList {
  return {
    count: 0,
    first: none,
    last: none,
    next: new Int32Array(size).fill(none),
    previous: new Int32Array(size).fill(none),
    since: new Float64Array(size).fill(none),
  }
}

export function hasClock(list: ClockList, target: number): boolean {
  return (list.since[target] ?? none) !== none
}

/** Starts (or restarts) the clock of a place. Times mostly come in order, so the search from the end is one step. */
export function startClock(list: ClockList, target: number, since: number): void {
  stopClock(list, target)
  let before = list.last
  while (before !== none && list.since[before]! > since) before = list.previous[before]!
  const after = before === none ? list.first : list.next[before]!
  list.since[target] = since
  list.previous[target] = before
  list.next[target] = after
  if (before === none) list.first = target
  else list.next[before] = target
  if (after === none) list.last = target
  else list.previous[after] = target
  list.count += 1
}

export function stopClock(list: ClockList, target: number): void {
  if (!hasClock(list, target)) return
  const before = list.previous[target]!
  const after = list.next[target]!
  if (before === none) list.first = after
  else list.next[before] = after
  if (after === none) list.last = before
  else list.previous[after] = before
  list.since[target] = list.next[target] = list.previous[target] = none
  list.count -= 1
}

/** All clocks count from `at`; their order stays. */
export function restartClocks(list: ClockList, at: number): void {
  for (const { target } of clocksOf(list)) list.since[target] = at
}

export function emptyClocks(list: ClockList): void {
  for (const { target } of [...clocksOf(list)]) stopClock(list, target)
}

/** In the order in which they ring. */
export function* clocksOf(list: ClockList): Generator<{ target: number; since: number }> {
  for (let target = list.first; target !== none; target = list.next[target]!)
    yield { target, since: list.since[target]! }
}

/** When the first clock rings, given its length in seconds; undefined when none runs. */
export function firstRing(list: ClockList, limitSeconds: number): number | undefined {
  return list.first === none ? undefined : list.since[list.first]! + limitSeconds * 1000
}
