/**
 * Simulated time: a queue of what happens when, in milliseconds since the beginning, and a wall clock that people may set. What
 * falls on the same instant happens in the order in which it was planned.
 */
import type { Timers } from '@sluice/conductor'
import { testEpoch } from '@sluice/testkit'

export interface Planned {
  at: number
  order: number
  /** Undefined once it was called off. */
  act: (() => void) | undefined
}

export interface Time {
  /** Since the beginning; never goes back. */
  elapsed(): number
  /** What the service's clock shows (ms since the epoch). */
  wall(): number
  /** The wall clock is set by so many milliseconds. */
  jump(milliseconds: number): void
  after(milliseconds: number, act: () => void): Planned
  at(milliseconds: number, act: () => void): Planned
  /** Everything of the next instant, and time is there; undefined when nothing is planned any more. Some may yet be called off. */
  nextInstant(): Planned[] | undefined
}

export function createTime(): Time {
  const heap: Planned[] = []
  let now = 0
  let offset = testEpoch
  let order = 0

  const at = (when: number, act: () => void): Planned => {
    const planned: Planned = { at: Math.max(now, when), order: (order += 1), act }
    push(heap, planned)
    return planned
  }

  return {
    elapsed: () => now,
    wall: () => offset + now,
    jump: (milliseconds) => {
      offset += milliseconds
    },
    after: (milliseconds, act) => at(now + milliseconds, act),
    at,
    nextInstant() {
      while (heap[0] !== undefined && heap[0].act === undefined) pop(heap)
      const first = heap[0]
      if (first === undefined) return undefined
      now = first.at
      const acts: Planned[] = []
      while (heap[0] !== undefined && heap[0].at === now) acts.push(pop(heap))
      return acts
    },
  }
}

export function callOff(planned: Planned | undefined): void {
  if (planned !== undefined) planned.act = undefined
}

/** Timers of one life of the service: none rings after its death. */
export function timersOf(time: Time, isAlive: () => boolean): Timers {
  return {
    setTimeout: (ring, afterMilliseconds) => time.after(afterMilliseconds, () => isAlive() && ring()),
    clearTimeout: (timer) => callOff(timer as Planned),
  }
}

const isBefore = (one: Planned, other: Planned): boolean =>
  one.at < other.at || (one.at === other.at && one.order < other.order)

function push(heap: Planned[], planned: Planned): void {
  let at = heap.push(planned) - 1
  while (at > 0) {
    const parent = (at - 1) >> 1
    if (!isBefore(heap[at]!, heap[parent]!)) return
    swap(heap, at, parent)
    at = parent
  }
}

function pop(heap: Planned[]): Planned {
  const first = heap[0]!
  const last = heap.pop()!
  if (heap.length === 0) return first
  heap[0] = last
  for (let at = 0; ;) {
    const [left, right] = [2 * at + 1, 2 * at + 2]
    let least = at
    if (left < heap.length && isBefore(heap[left]!, heap[least]!)) least = left
    if (right < heap.length && isBefore(heap[right]!, heap[least]!)) least = right
    if (least === at) return first
    swap(heap, at, least)
    at = least
  }
}

function swap(heap: Planned[], one: number, other: number): void {
  const kept = heap[one]!
  heap[one] = heap[other]!
  heap[other] = kept
}
