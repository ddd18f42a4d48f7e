import type { LogLine } from '@sluice/model'
import { describe, expect, it } from 'vitest'
import { bytesOf, linesAfter, logOf, placeOf, windowBytes, windowLines, withLines } from './log.ts'

const line = (seq: number): LogLine => ({
  seq,
  at: seq,
  targetId: 'web-1',
  event: 'Install',
  script: '',
  stream: 'stdout',
  text: `line ${seq}`,
})
const seqs = (lines: readonly LogLine[]) => lines.map((one) => one.seq)

describe('the window of the log', () => {
  it('takes a line once, however often it comes', () => {
    const log = logOf({ lines: [line(1), line(2)], firstSeq: 1, lastSeq: 2 })
    expect(seqs(withLines(log, [line(2), line(3)]).lines)).toEqual([1, 2, 3])
  })

  it('knows that older lines are in the file', () => {
    expect(logOf({ lines: [line(7)], firstSeq: 7, lastSeq: 7 }).olderOnServer).toBe(true)
    expect(logOf({ lines: [line(1)], firstSeq: 1, lastSeq: 1 }).olderOnServer).toBe(false)
  })

  it('holds no more than its window, and says that the rest is in the file', () => {
    const many = Array.from({ length: windowLines + 6000 }, (_, at) => line(at + 2))
    const log = withLines(logOf({ lines: [line(1)], firstSeq: 1, lastSeq: 1 }), many)
    expect(log.lines.length).toBe(windowLines)
    expect(log.lines.at(-1)?.seq).toBe(windowLines + 6001)
    expect(log.olderOnServer).toBe(true)
  })

  it('holds no more bytes than its bound, however long the lines are', () => {
    const longest = 'x'.repeat(64 * 1024)
    let log = logOf({ lines: [line(1)], firstSeq: 1, lastSeq: 1 })
    for (let seq = 2; seq < 1000; seq++) log = withLines(log, [{ ...line(seq), text: longest }])
    const held = log.lines.reduce((sum, one) => sum + bytesOf(one), 0)
    expect(held).toBe(log.bytes)
    expect(held).toBeLessThan(windowBytes * 1.06)
    expect(log.lines.at(-1)?.seq).toBe(999)
    expect(log.olderOnServer).toBe(true)
  })
})

describe('lines in order', () => {
  const lines = [line(2), line(3), line(7)]

  it.each([
    [0, [2, 3, 7]],
    [3, [7]],
    [7, []],
  ])('after %d are those that came later', (seq, expected) => {
    expect(seqs(linesAfter(lines, seq))).toEqual(expected)
  })

  it.each([
    [1, 0],
    [3, 1],
    [4, 2],
    [8, 3],
  ])('have the first one at or after %d at place %d', (seq, place) => {
    expect(placeOf(lines, seq)).toBe(place)
  })
})
