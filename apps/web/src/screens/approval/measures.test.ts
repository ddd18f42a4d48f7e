import { describe, expect, it } from 'vitest'
import { errorDifference, errorText, p95Difference, p95Text, percentText } from './measures.ts'

const measure = (part: { requests?: number; errors?: number; p95Ms?: number }) => ({
  requests: 1000,
  errors: 0,
  requestsPerSecond: 10,
  ...part,
})

describe('the numbers of a side', () => {
  it('say that there were no requests instead of a zero that nobody measured', () => {
    expect([errorText(measure({ requests: 0 })), p95Text(measure({ requests: 0 }))]).toEqual([
      'no requests',
      'no requests',
    ])
    expect(errorText(undefined)).toBe('not measured')
  })

  it('show a hundredth of a percent of errors: one in ten thousand is not none', () => {
    expect(errorText(measure({ requests: 10_000, errors: 1 }))).toBe('0.01 %')
    expect(percentText(0)).toBe('0 %')
  })
})

describe('the difference to the original', () => {
  it('marks what is slower by more than a twentieth, and only that', () => {
    const [original, alike, slower, faster] = [200, 208, 240, 150].map((p95Ms) => measure({ p95Ms }))
    expect(p95Difference(original, alike)?.kind).toBe('equal')
    expect(p95Difference(original, slower)).toEqual({ kind: 'worse', words: '20 % slower' })
    expect(p95Difference(original, faster)).toEqual({ kind: 'better', words: '25 % faster' })
  })

  it('marks more errors in points', () => {
    expect(errorDifference(measure({ errors: 10 }), measure({ errors: 25 }))).toEqual({
      kind: 'worse',
      words: '1.5 points more',
    })
  })

  it('is not said where one of them had no requests', () => {
    expect(errorDifference(measure({ requests: 0 }), measure({}))).toBeUndefined()
    expect(p95Difference(measure({ p95Ms: 200 }), measure({}))).toBeUndefined()
  })
})
