import { expect, it } from 'vitest'
import { changedParts } from './changed-parts.ts'

const kept = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, at) => ` ${from + at}`)

it('keeps three lines around each change and counts the others', () => {
  expect(changedParts([...kept(1, 5), '-old', '+new', ...kept(6, 8), ...kept(9, 12)])).toEqual([
    '  … 2 lines as before',
    ...kept(3, 5),
    '-old',
    '+new',
    ...kept(6, 8),
    '  … 4 lines as before',
  ])
})

it('is one count where nothing changed', () => {
  expect(changedParts(kept(1, 1))).toEqual(['  … 1 line as before'])
})
