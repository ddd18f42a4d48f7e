import { movableClock } from '@sluice/testkit'
import { describe, expect, it } from 'vitest'
import { createAlarmClock } from './alarm-clock.ts'
import { handTimers } from './testing/hand-timers.ts'

function aClock() {
  const clock = movableClock(0)
  const timers = handTimers(clock)
  const rung: string[] = []
  const alarms = createAlarmClock(clock.now, timers, (names) => rung.push(...names))
  /** In steps, as time passes. */
  const pass = (milliseconds: number) => {
    for (let n = 0; n < milliseconds; n += 1) {
      clock.advance(1)
      while (timers.isDue()) timers.ringDue()
    }
  }
  return { clock, timers, rung, alarms, pass }
}

describe('the alarm clock', () => {
  it('rings each name once, in the order of their times', () => {
    const { alarms, rung, pass } = aClock()
    alarms.set('late', 30)
    alarms.set('early', 10)
    alarms.set('middle', 20)
    pass(9)
    expect(rung).toEqual([])
    pass(100)
    expect(rung).toEqual(['early', 'middle', 'late'])
  })

  it('holds one time a name, the last that was set', () => {
    const { alarms, rung, pass } = aClock()
    alarms.set('moved back', 10)
    alarms.set('moved back', 30)
    alarms.set('moved on', 30)
    alarms.set('moved on', 10)
    alarms.set('taken away', 15)
    alarms.set('taken away', undefined)
    pass(20)
    expect(rung).toEqual(['moved on'])
    pass(20)
    expect(rung).toEqual(['moved on', 'moved back'])
  })

  it('rings at once what is due already', () => {
    const { alarms, rung, timers } = aClock()
    alarms.set('past', -5)
    timers.ringDue()
    expect(rung).toEqual(['past'])
  })

  it('uses one timer, and none when nothing is set or it was stopped', () => {
    const { alarms, timers } = aClock()
    for (let n = 100; n > 0; n -= 1) alarms.set(`alarm ${n}`, n)
    expect(timers.count()).toBe(1)
    for (let n = 100; n > 0; n -= 1) alarms.set(`alarm ${n}`, undefined)
    alarms.set('last', 5)
    alarms.stop()
    alarms.set('after the stop', 5)
    expect(timers.count()).toBe(0)
  })

  it('does not overflow the timers of Node with a time that is months away', () => {
    const { alarms, clock, timers, rung } = aClock()
    const months = 100 * 24 * 3600 * 1000
    alarms.set('far', months)
    clock.advance(60_000)
    timers.ringDue()
    expect([rung, timers.count()]).toEqual([[], 1])
    clock.set(months)
    timers.ringDue()
    expect(rung).toEqual(['far'])
  })

  it('agrees with a plain list over a long run of changes', () => {
    const { alarms, rung, pass, clock } = aClock()
    const plain = new Map<string, number>()
    const chance = dice(7)
    let rings = 0
    for (let step = 0; step < 3000; step += 1) {
      const name = `alarm ${chance(40)}`
      const at = chance(10) === 0 ? undefined : clock.now() + 1 + chance(50)
      alarms.set(name, at)
      if (at === undefined) plain.delete(name)
      else plain.set(name, at)
      if (chance(4) > 0) continue
      pass(1)
      const due = [...plain].filter(([, time]) => time <= clock.now()).map(([dueName]) => dueName)
      due.forEach((dueName) => plain.delete(dueName))
      expect(rung.splice(0).sort()).toEqual(due.sort())
      rings += due.length
    }
    expect(rings).toBeGreaterThan(100)
  })
})

/** Numbers below `sides` that are the same in every run. */
function dice(seed: number): (sides: number) => number {
  let state = seed
  return (sides) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return (state >>> 8) % sides
  }
}
