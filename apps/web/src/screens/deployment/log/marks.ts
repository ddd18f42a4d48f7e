/** Where a line matches what is searched for, in the text that is shown. */
import { withoutTerminalCodes, type LogLine } from '@sluice/model'
import type { Span } from './ansi.ts'

export type Range = readonly [from: number, to: number]

/** Undefined: nothing is searched for. */
export type Marks = (line: LogLine, shown: string) => readonly Range[]

const mostMarks = 50

/** Text is looked for here, in every line, at once. */
export function marksOfText(query: string, isCaseSensitive: boolean): Marks {
  const pattern = new RegExp(query.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&'), isCaseSensitive ? 'g' : 'gi')
  return (_line, shown) => {
    const ranges: Range[] = []
    for (const match of shown.matchAll(pattern)) {
      ranges.push([match.index, match.index + match[0].length])
      if (ranges.length >= mostMarks) break
    }
    return ranges
  }
}

/**
 * Expressions are tried by the server alone, which can end one that never would; it told where its hits match. What is shown
 * may begin otherwise than what is stored (a line that rewrote itself): there nothing is marked.
 */
export function marksOfHits(rangesBySeq: ReadonlyMap<number, readonly Range[]>): Marks {
  return (line, shown) => {
    const ranges = rangesBySeq.get(line.seq) ?? []
    const last = ranges.at(-1)?.[1] ?? 0
    return shown.startsWith(withoutTerminalCodes(line.text).slice(0, last)) ? ranges : []
  }
}

export type MarkedSpan = Span & { isHit?: true }

/** Cuts the spans at the edges of the ranges, which are in order. */
export function withMarks(spans: readonly Span[], ranges: readonly Range[]): MarkedSpan[] {
  const marked: MarkedSpan[] = []
  let at = 0
  for (const span of spans) {
    let from = 0
    for (const [begin, end] of ranges) {
      const [left, right] = [Math.max(begin - at, from), Math.min(end - at, span.text.length)]
      if (left >= right) continue
      if (left > from) marked.push({ ...span, text: span.text.slice(from, left) })
      marked.push({ ...span, text: span.text.slice(left, right), isHit: true })
      from = right
    }
    if (from < span.text.length) marked.push({ ...span, text: span.text.slice(from) })
    at += span.text.length
  }
  return marked
}
