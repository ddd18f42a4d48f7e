import { expect, it } from 'vitest'
import { regexComplaint } from './regex-complaint.ts'

it.each([
  ['exit (code', 'Unterminated group', 6],
  ['a)b', "Unmatched ')'", 2],
  ['[a-z', 'Unterminated character class', 1],
  ['x[z-a]', 'Range out of order in character class', 2],
  ['*.log', 'Nothing to repeat', 1],
  ['a|+', 'Nothing to repeat', 3],
  ['ab\\', '\\ at end of pattern', 3],
  ['a{3,1}', 'numbers out of order in {} quantifier', 2],
  ['(?<1>a)', 'Invalid capture group name', 1],
  ['(a(b)', 'Unterminated group', 1],
])('%s: %s at position %d', (source, what, position) => {
  expect(regexComplaint(source)).toEqual({ what, position })
})

it.each(['exit code [1-9]\\d*', '(?:a|b)+?', '^\\[x\\]{2,3}$', ''])('%s is a regular expression', (source) => {
  expect(regexComplaint(source)).toBeUndefined()
})
