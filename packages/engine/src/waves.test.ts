import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { mostWaveSteps, stepOf, targetsOf, waveLayout, waveOf, wavesOf } from './waves.ts'

describe('waves', () => {
  it('are groups of as many hosts as may run at once, the last one smaller', () => {
    const layout = waveLayout(9, 5)
    expect(layout).toEqual({ targets: 9, size: 4, waves: 3, steps: 3 })
    expect([0, 3, 4, 7, 8].map((target) => waveOf(layout, target))).toEqual([1, 1, 2, 2, 3])
    expect([0, 1, 2].map((step) => targetsOf(layout, step))).toEqual([4, 4, 1])
  })

  it('are drawn as twelve steps of about the same size when there are more', () => {
    const layout = waveLayout(10_000, 9_999)
    expect(layout).toMatchObject({ waves: 10_000, steps: mostWaveSteps })
    expect(wavesOf(layout, 0)).toEqual({ first: 1, last: 833 })
    expect(wavesOf(layout, 11)).toEqual({ first: 9_167, last: 10_000 })
  })

  it('are one of the whole fleet when nothing may start', () => {
    expect(waveLayout(5, 5)).toEqual({ targets: 5, size: 5, waves: 1, steps: 1 })
    expect(waveLayout(0, 0)).toMatchObject({ waves: 0, steps: 0 })
  })

  it('every place is in the step that says so, and the steps hold every place once', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 300 }), fc.integer({ min: 0, max: 300 }), (targets, minimum) => {
        const layout = waveLayout(targets, minimum)
        const sizes = Array.from({ length: layout.steps }, () => 0)
        for (let target = 0; target < targets; target += 1) {
          const step = stepOf(layout, target)
          const { first, last } = wavesOf(layout, step)
          expect(waveOf(layout, target)).toBeGreaterThanOrEqual(first)
          expect(waveOf(layout, target)).toBeLessThanOrEqual(last)
          sizes[step]! += 1
        }
        expect(sizes).toEqual(sizes.map((_, step) => targetsOf(layout, step)))
        expect(sizes).not.toContain(0)
      }),
    )
  })
})
