import type { LogLine } from '@sluice/model'
import { describe, expect, it } from 'vitest'
import { bytesOf, logOf, windowBytes, withLines } from '../../../live/log.ts'
import { createLogBook } from './log-book.ts'

const line = (seq: number, targetId = 'web-1', text = 'x'): LogLine => ({
  seq,
  at: seq,
  targetId,
  event: 'Install',
  script: '',
  stream: 'stdout',
  text,
})
const lines = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, at) => line(from + at))
const seqs = (book: ReturnType<typeof createLogBook>) => book.view(undefined).lines.map((one) => one.seq)

describe('the lines one reads', () => {
  it('stay over a fresh snapshot that overlaps them', () => {
    const book = createLogBook('d-1')
    book.follow(lines(1, 10))
    book.follow(lines(8, 12))
    expect(seqs(book)).toEqual(lines(1, 12).map((one) => one.seq))
    expect(book.view(undefined).holes).toEqual([])
  })

  it('have a hole where a fresh snapshot begins later, and none once it was loaded', () => {
    const book = createLogBook('d-1')
    book.follow(lines(1, 3))
    book.follow(lines(7, 9))
    expect(book.view(undefined).holes).toEqual([{ from: 4, to: 6 }])
    book.add(lines(5, 9), { from: 5, to: 6 })
    expect(book.view(undefined).holes).toEqual([{ from: 4, to: 4 }])
    book.add(lines(4, 4), { from: 4, to: 4 })
    expect(book.view(undefined).holes).toEqual([])
    expect(seqs(book)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9])
  })

  it('of one host may be whole while those of others are not', () => {
    const book = createLogBook('d-1')
    book.follow(lines(7, 9))
    book.add([line(2, 'web-2')], { from: 1, to: 9 }, 'web-2')
    expect(book.view('web-2').holes).toEqual([])
    expect(book.view(undefined).holes).toEqual([{ from: 1, to: 6 }])
  })

  it('begin anew when the numbers of the file do', () => {
    const book = createLogBook('d-1')
    book.follow(lines(1, 10))
    book.follow(lines(1, 2))
    expect(seqs(book)).toEqual([1, 2])
  })

  it('are the same array while lines are only added, and another one when lines come between', () => {
    const book = createLogBook('d-1')
    book.follow(lines(5, 6))
    const before = book.view(undefined).lines
    book.follow(lines(5, 8))
    expect(book.view(undefined).lines).toBe(before)
    book.add(lines(4, 4), { from: 4, to: 4 })
    expect(book.view(undefined).lines).not.toBe(before)
  })

  it('stay within the bound of the window after older ones were loaded', () => {
    const long = 'x'.repeat(64 * 1024)
    const book = createLogBook('d-1')
    let log = logOf({ lines: [line(100)], firstSeq: 100, lastSeq: 100 })
    book.follow(log.lines)
    book.add(lines(1, 99), { from: 1, to: 99 })
    for (let seq = 101; seq < 1000; seq++) {
      log = withLines(log, [line(seq, 'web-1', long)])
      book.follow(log.lines)
    }
    const { lines: held, holes } = book.view(undefined)
    expect(held.reduce((sum, one) => sum + bytesOf(one), 0)).toBeLessThan(windowBytes * 1.06)
    expect(holes).toEqual([{ from: 1, to: (held[0]?.seq ?? 0) - 1 }])
  })
})
