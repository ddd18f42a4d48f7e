import { describe, expect, it } from 'vitest'
import {
  clockList,
  clocksOf,
  emptyClocks,
  firstRing,
  hasClock,
  restartClocks,
  startClock,
  stopClock,
} from './clock-list.ts'

const order = (list: ReturnType<typeof clockList>) => [...clocksOf(list)].map(({ target }) => target)

describe('a list of clocks', () => {
  it('is ordered by when they began, later arrivals after earlier ones', () => {
    const list = clockList(4)
    startClock(list, 2, 100)
    startClock(list, 0, 300)
    startClock(list, 3, 200)
    startClock(list, 1, 300)
    expect(order(list)).toEqual([2, 3, 0, 1])
    expect(firstRing(list, 5)).toBe(5100)
  })

  it('forgets a stopped clock wherever it stands', () => {
    const list = clockList(3)
    for (const target of [0, 1, 2]) startClock(list, target, target)
    stopClock(list, 1)
    expect(order(list)).toEqual([0, 2])
    stopClock(list, 0)
    stopClock(list, 0)
    expect(order(list)).toEqual([2])
    stopClock(list, 2)
    expect(order(list)).toEqual([])
    expect(list.count).toBe(0)
    expect(firstRing(list, 5)).toBeUndefined()
  })

  it('moves a clock that starts again to the end', () => {
    const list = clockList(2)
    startClock(list, 0, 1)
    startClock(list, 1, 2)
    startClock(list, 0, 3)
    expect(order(list)).toEqual([1, 0])
    expect(list.count).toBe(2)
  })

  it('keeps its order when all count anew, and can be emptied', () => {
    const list = clockList(2)
    startClock(list, 1, 1)
    startClock(list, 0, 2)
    restartClocks(list, 9)
    expect([...clocksOf(list)]).toEqual([
      { target: 1, since: 9 },
      { target: 0, since: 9 },
    ])
    emptyClocks(list)
    expect([hasClock(list, 0), hasClock(list, 1), list.count]).toEqual([false, false, 0])
  })
})
