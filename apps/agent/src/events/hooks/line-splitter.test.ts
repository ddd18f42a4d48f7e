import { describe, expect, it } from 'vitest'
import { lineSplitter } from './line-splitter.ts'

function linesOf(...chunks: (string | Buffer)[]): string[] {
  const lines: string[] = []
  const splitter = lineSplitter((line) => lines.push(line))
  for (const chunk of chunks) splitter.write(Buffer.from(chunk as string))
  splitter.end()
  return lines
}

describe('lines', () => {
  it('are the same whatever the chunks are', () => {
    expect(linesOf('one\ntw', 'o\n\nthree\n')).toEqual(['one', 'two', '', 'three'])
  })

  it('end with the output too', () => expect(linesOf('no line end')).toEqual(['no line end']))

  it('lose the carriage return of another system', () => expect(linesOf('a\r\nb\r\n')).toEqual(['a', 'b']))

  it('keep a character that two chunks share', () => {
    const bytes = Buffer.from('größe\n')
    expect(linesOf(bytes.subarray(0, 3), bytes.subarray(3))).toEqual(['größe'])
  })

  it('are cut at 64 KiB and say so; the next one is whole', () => {
    const [long = '', next] = linesOf('x'.repeat(40_000), 'x'.repeat(10_000_000), '\nnext\n')
    expect(long.length).toBe(65_536)
    expect(long.endsWith('[cut: the line is longer than 64 KiB]')).toBe(true)
    expect(next).toBe('next')
  })

  it('of exactly the limit are whole', () => {
    const [line = ''] = linesOf('x'.repeat(60_000), '\n')
    expect(line).toBe('x'.repeat(60_000))
  })
})
