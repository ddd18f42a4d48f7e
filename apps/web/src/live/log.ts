/**
 * The window of a deployment's log that this tab holds: the newest lines, at most `windowLines` and `windowBytes`; older
 * ones stay in the file and are asked for when somebody scrolls up. Lines are kept in the order of `seq`.
 */
import type { LogFrame, LogLine } from '@sluice/model'

export const windowLines = 100_000
/** A line may have 64 KiB: the number of lines alone bounds nothing. */
export const windowBytes = 32 * 1024 ** 2
/** Trimmed in steps, so that not every line costs a move of all others. */
const slack = 0.05
/** What a line costs besides its text, about. */
const bytesBesideText = 120

export interface LogWindow {
  readonly lines: readonly LogLine[]
  /** In memory, about. */
  readonly bytes: number
  /** Lines before the window that are only in the file. */
  readonly olderOnServer: boolean
  readonly revision: number
}

const emptyLog: LogWindow = { lines: [], bytes: 0, olderOnServer: false, revision: 0 }

export const logOf = (frame: LogFrame): LogWindow =>
  withLines({ ...emptyLog, lines: [], olderOnServer: frame.firstSeq > 1, revision: -1 }, frame.lines)

/** Appends in place; lines that are known already are left out. */
export function withLines(log: LogWindow, added: readonly LogLine[]): LogWindow {
  const lines = log.lines as LogLine[]
  const lastSeq = lines.at(-1)?.seq ?? 0
  let { bytes } = log
  for (const line of added) {
    if (line.seq <= lastSeq) continue
    lines.push(line)
    bytes += bytesOf(line)
  }
  const leaving = linesThatLeave(lines, bytes)
  for (const line of lines.splice(0, leaving)) bytes -= bytesOf(line)
  return { lines, bytes, olderOnServer: log.olderOnServer || leaving > 0, revision: log.revision + 1 }
}

/** In memory, about: engines keep up to two bytes a character. */
export const bytesOf = (line: LogLine): number => line.text.length * 2 + bytesBesideText

/** How many of the oldest must go so that the rest is within bounds; none while it is no more than a little beyond. */
export function linesThatLeave(lines: readonly LogLine[], bytes: number): number {
  if (lines.length <= windowLines * (1 + slack) && bytes <= windowBytes * (1 + slack)) return 0
  let leaving = 0
  let rest = bytes
  for (const line of lines) {
    if (lines.length - leaving <= windowLines && rest <= windowBytes) break
    rest -= bytesOf(line)
    leaving += 1
  }
  return leaving
}

/** What came after a line. Lines are in the order of `seq`: only the end is looked at. */
export function linesAfter(lines: readonly LogLine[], seq: number): readonly LogLine[] {
  let from = lines.length
  while (from > 0 && (lines[from - 1]?.seq ?? 0) > seq) from -= 1
  return lines.slice(from)
}

/** The place of the first line at or after `seq`, by halving. */
export function placeOf(lines: readonly LogLine[], seq: number): number {
  let [low, high] = [0, lines.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((lines[middle]?.seq ?? 0) < seq) low = middle + 1
    else high = middle
  }
  return low
}
