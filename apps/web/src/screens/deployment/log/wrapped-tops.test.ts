import type { LogLine } from '@sluice/model'
import { describe, expect, it } from 'vitest'
import { cellsOf, createWrappedTops } from './wrapped-tops.ts'

const line = (text: string): LogLine => ({
  seq: 1,
  at: 1,
  targetId: 'web-1',
  event: 'Install',
  script: '',
  stream: 'stdout',
  text,
})
const rowsOf = (text: string, columns = 10) => createWrappedTops().of('k', [line(text)], columns)[1]

describe('the height of a wrapped line', () => {
  it.each([
    ['plain text', 'x'.repeat(25), 3],
    ['colours, which take no room', `\u001b[31m${'x'.repeat(9)}\u001b[0m`, 1],
    ['a progress line, of which the last state is shown', `${'x'.repeat(500)}\rdone`, 2],
    ['symbols, which take more room than what they stand for', '\u202e\u202e', 2],
    ['wide characters', '漢'.repeat(6), 2],
    ['nothing', '', 1],
  ])('is that of %s', (_what, text, rows) => {
    expect(rowsOf(text)).toBe(rows)
  })

  it('is no more than that of the text that is shown of a very long line', () => {
    expect(rowsOf('x'.repeat(50_000), 100)).toBe(41)
  })

  it('follows the width of the window', () => {
    const tops = createWrappedTops()
    const lines = [line('x'.repeat(30))]
    expect([tops.of('k', lines, 10)[1], tops.of('k', lines, 30)[1]]).toEqual([3, 1])
  })

  it('is known of lines that are added later', () => {
    const tops = createWrappedTops()
    const lines = [line('a')]
    tops.of('k', lines, 10)
    lines.push(line('b'.repeat(11)), line('c'))
    expect([...tops.of('k', lines, 10).slice(0, 4)]).toEqual([0, 1, 3, 4])
  })
})

describe('a tab', () => {
  it('reaches to its stop', () => {
    expect([cellsOf('\tx'), cellsOf('abc\tx')]).toEqual([9, 9])
  })
})
