import fc from 'fast-check'
import { expect, test } from 'vitest'
import { alignment, type Stretch } from './alignment.ts'

const lines = (text: string): string[] => [...text]

test('what both say is aligned, what only one says is not', () => {
  expect(alignment(lines('abcdx'), lines('abyzd'))).toEqual([
    { kind: 'equal', a: [0, 2], b: [0, 2] },
    { kind: 'different', a: [2, 3], b: [2, 4] },
    { kind: 'equal', a: [3, 4], b: [4, 5] },
    { kind: 'different', a: [4, 5], b: [5, 5] },
  ])
})

test('two of the same are one stretch, and two empty ones none', () => {
  expect(alignment(lines('abc'), lines('abc'))).toEqual([{ kind: 'equal', a: [0, 3], b: [0, 3] }])
  expect(alignment([], [])).toEqual([])
})

test('logs that have nothing in common are shown as replaced instead of being searched for ever', () => {
  const long = (mark: string) => Array.from({ length: 5000 }, (_, at) => `${mark}${at}`)
  expect(alignment(long('a'), long('b'))).toEqual([{ kind: 'different', a: [0, 5000], b: [0, 5000] }])
})

test('what is alike at the beginning stays aligned however long one of them goes on', () => {
  const long = Array.from({ length: 5000 }, (_, at) => `only ${at}`)
  expect(alignment(['a', 'x', 'b', ...long], ['a', 'y', 'b', 'c'])).toEqual([
    { kind: 'equal', a: [0, 1], b: [0, 1] },
    { kind: 'different', a: [1, 2], b: [1, 2] },
    { kind: 'equal', a: [2, 3], b: [2, 3] },
    { kind: 'different', a: [3, 5003], b: [3, 4] },
  ])
})

const someLines = fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 40 })

test('the stretches cover both logs in order, and equal ones are equal', () => {
  fc.assert(
    fc.property(someLines, someLines, (a, b) => {
      const found = alignment(a, b)
      expect(joined(found, 'a', a)).toEqual(a)
      expect(joined(found, 'b', b)).toEqual(b)
      for (const one of found)
        if (one.kind === 'equal') expect(a.slice(...one.a)).toEqual(b.slice(...one.b))
        else expect(one.a[1] - one.a[0] + one.b[1] - one.b[0]).toBeGreaterThan(0)
    }),
  )
})

test('as many lines as possible stay aligned', () => {
  fc.assert(
    fc.property(someLines, someLines, (a, b) => {
      const aligned = alignment(a, b).reduce((sum, one) => sum + (one.kind === 'equal' ? one.a[1] - one.a[0] : 0), 0)
      expect(aligned).toBe(longestCommon(a, b))
    }),
  )
})

const joined = (found: readonly Stretch[], side: 'a' | 'b', all: readonly string[]): string[] =>
  found.flatMap((one) => all.slice(...one[side]))

function longestCommon(a: readonly string[], b: readonly string[]): number {
  const table = Array.from({ length: a.length + 1 }, () => Array.from({ length: b.length + 1 }, () => 0))
  for (let i = a.length - 1; i >= 0; i--)
    for (let j = b.length - 1; j >= 0; j--)
      table[i]![j] = a[i] === b[j] ? table[i + 1]![j + 1]! + 1 : Math.max(table[i + 1]![j]!, table[i]![j + 1]!)
  return table[0]![0]!
}
