import { describe, expect, it } from 'vitest'
import { ticksOf, timeScale } from './time-scale.ts'

const minute = 60_000
const whole = { from: 0, to: 100 * minute }
/** Two minutes of work, an hour and a half of waiting, eight minutes of work. */
const busy = [
  { from: 0, to: 2 * minute },
  { from: 92 * minute, to: 100 * minute },
]

describe('the time axis', () => {
  it('without waits is as long as the time', () => {
    const scale = timeScale(whole, [whole], true)
    expect([0, 25, 100].map((at) => scale.place(at * minute))).toEqual([0, 0.25, 1])
    expect(scale.folds).toEqual([])
  })

  it('folds a long wait to a narrow strip, and gives the room to the work', () => {
    const scale = timeScale(whole, busy, true)
    const [fold] = scale.folds
    expect([fold?.from, fold?.to]).toEqual([2 * minute, 92 * minute])
    expect((fold?.end ?? 0) - (fold?.start ?? 0)).toBeCloseTo(0.05)
    expect(scale.place(2 * minute)).toBeCloseTo(0.95 * 0.2)
    expect(scale.place(whole.to)).toBeCloseTo(1)
  })

  it('leads back from a place to its instant, through folds too', () => {
    const scale = timeScale(whole, busy, true)
    for (const at of [0, 1, 2, 30, 92, 96, 100])
      expect(scale.timeAt(scale.place(at * minute)) / minute).toBeCloseTo(at, 5)
  })

  it('keeps short pauses, keeps waits when asked to, and folds nothing when nothing ran', () => {
    const pause = [
      { from: 0, to: 50 * minute },
      { from: 51 * minute, to: 100 * minute },
    ]
    expect(timeScale(whole, pause, true).folds).toEqual([])
    expect(timeScale(whole, busy, false).folds).toEqual([])
    expect(timeScale(whole, [], true).folds).toEqual([])
    expect(timeScale(whole, [], true).place(50 * minute)).toBe(0.5)
  })

  it('holds instants outside of it at its ends', () => {
    const scale = timeScale(whole, busy, true)
    expect([scale.place(-5), scale.place(whole.to + 5)].map((place) => Number(place.toFixed(9)))).toEqual([0, 1])
  })
})

describe('the clock times on it', () => {
  it('are round, not too many, apart from each other, and none is inside a folded wait', () => {
    const scale = timeScale(whole, busy, true)
    const ticks = ticksOf(scale, [0, 1], 6)
    expect(ticks.length).toBeGreaterThan(2)
    expect(ticks.length).toBeLessThanOrEqual(7)
    expect(ticks.every(({ at }) => at % 60_000 === 0)).toBe(true)
    expect(ticks.some(({ at }) => at > 2 * minute && at < 92 * minute)).toBe(false)
    const gaps = ticks.slice(1).map(({ place }, at) => place - (ticks[at]?.place ?? 0))
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(1 / 7)
  })

  it('come closer together when less is seen', () => {
    const scale = timeScale(whole, [whole], true)
    expect(ticksOf(scale, [0.5, 0.51], 6).every(({ place }) => place >= 0.5 && place <= 0.51)).toBe(true)
    expect(ticksOf(scale, [0.5, 0.51], 6).length).toBeGreaterThan(2)
  })
})
