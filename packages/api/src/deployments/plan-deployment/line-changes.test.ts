import { expect, test } from 'vitest'
import { lineChanges } from './line-changes.ts'

test('what is the same stays, the rest is taken out and put in', () => {
  expect(lineChanges('a\nb\nc\nd\n', 'a\nc\nx\nd\n')).toEqual([' a', '-b', ' c', '+x', ' d'])
})

test('line ends and a missing last one are no change', () => {
  expect(lineChanges('a\r\nb', 'a\nb\n')).toEqual([' a', ' b'])
})

test('against nothing, everything is new', () => {
  expect(lineChanges('', 'a\nb\n')).toEqual(['+a', '+b'])
})

test('very long texts are shown as replaced instead of being searched for ever', () => {
  const long = (mark: string) => Array.from({ length: 3000 }, (_, at) => `${mark}${at}`).join('\n')
  const lines = lineChanges(long('a'), long('b'))
  expect([lines.length, lines[0], lines[3000]]).toEqual([6000, '-a0', '+b0'])
})
