/**
 * The lines of one deployment's log that are read in this tab: the live window, over fresh snapshots too, and what was
 * asked for from the file. Knows which numbers it has never seen, so that no line is missing without a word. Bounded as
 * the window is; the oldest lines go first.
 */
import type { LogLine } from '@sluice/model'
import { bytesOf, linesAfter, linesThatLeave, windowBytes, windowLines } from '../../../live/log.ts'

/** Lines from `from` to `to`, both included, that are only in the file. */
export interface Hole {
  readonly from: number
  readonly to: number
}

export interface LogView {
  /** In the order of `seq`; the same array while lines are only added at its end. */
  readonly lines: readonly LogLine[]
  readonly holes: readonly Hole[]
  /** False when memory is full: what is missing stays in the file. */
  readonly mayLoad: boolean
}

export interface LogBook {
  readonly deploymentId: string
  /** The last number that the live window told of. */
  readonly lastSeq: number
  /** Takes in what is new in the live window. */
  follow(window: readonly LogLine[]): void
  /** Takes in an answer that is whole for a range: of all hosts, or of one. */
  add(lines: readonly LogLine[], range: Hole, host?: string): void
  /** The same object until something changed. */
  view(host: string | undefined): LogView
}

export function createLogBook(deploymentId: string): LogBook {
  let lines: LogLine[] = []
  let bytes = 0
  let lastSeq = 0
  let known: readonly Hole[] = []
  let ofHosts = new Map<string, Hole>()
  let views = new Map<string | undefined, LogView>()

  const clear = () => {
    lines = []
    bytes = 0
    lastSeq = 0
    known = []
    ofHosts = new Map()
    views = new Map()
  }

  const trim = () => {
    const leaving = linesThatLeave(lines, bytes)
    if (leaving === 0) return
    for (const line of lines.slice(0, leaving)) bytes -= bytesOf(line)
    lines = lines.slice(leaving)
    const first = lines[0]?.seq ?? lastSeq + 1
    known = known.flatMap((range) => from(first, range))
    ofHosts = new Map([...ofHosts].flatMap(([host, range]) => from(first, range).map((rest) => [host, rest] as const)))
  }

  return {
    deploymentId,
    get lastSeq() {
      return lastSeq
    },
    follow(window) {
      const newest = window.at(-1)?.seq ?? 0
      // The file lost its end, and its numbers are given again.
      if (newest < lastSeq) clear()
      if (newest === lastSeq) return
      for (const line of linesAfter(window, lastSeq)) {
        lines.push(line)
        bytes += bytesOf(line)
        known = withSeq(known, line.seq)
      }
      lastSeq = newest
      trim()
      views = new Map()
    },
    add(added, range, host) {
      const to = Math.min(range.to, lastSeq)
      const have = new Set(lines.map((line) => line.seq))
      const missing = added.filter(({ seq }) => seq >= range.from && seq <= to && !have.has(seq))
      for (const line of missing) bytes += bytesOf(line)
      lines = [...lines, ...missing].sort((a, b) => a.seq - b.seq)
      if (host === undefined) known = union([...known, { from: range.from, to }])
      else ofHosts.set(host, { from: range.from, to })
      trim()
      views = new Map()
    },
    view(host) {
      const cached = views.get(host)
      if (cached !== undefined) return cached
      const own = host === undefined ? undefined : ofHosts.get(host)
      const holes = holesBetween(own === undefined ? known : union([...known, own]), lastSeq)
      const view = { lines, holes, mayLoad: lines.length < windowLines && bytes < windowBytes }
      views.set(host, view)
      return view
    },
  }
}

const from = (first: number, range: Hole): Hole[] =>
  range.to < first ? [] : [{ from: Math.max(first, range.from), to: range.to }]

function withSeq(ranges: readonly Hole[], seq: number): readonly Hole[] {
  const last = ranges.at(-1)
  if (last === undefined || last.to + 1 < seq) return [...ranges, { from: seq, to: seq }]
  return [...ranges.slice(0, -1), { from: last.from, to: seq }]
}

/** Ranges in order, those that touch as one. */
function union(ranges: readonly Hole[]): Hole[] {
  const merged: Hole[] = []
  for (const range of ranges.toSorted((a, b) => a.from - b.from)) {
    const last = merged.at(-1)
    if (last === undefined || last.to + 1 < range.from) merged.push(range)
    else merged[merged.length - 1] = { from: last.from, to: Math.max(last.to, range.to) }
  }
  return merged
}

function holesBetween(known: readonly Hole[], lastSeq: number): Hole[] {
  const holes: Hole[] = []
  let next = 1
  for (const range of known) {
    if (range.from > next) holes.push({ from: next, to: range.from - 1 })
    next = range.to + 1
  }
  if (next <= lastSeq) holes.push({ from: next, to: lastSeq })
  return holes
}
