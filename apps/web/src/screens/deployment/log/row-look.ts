/** How the rows of a log look and what they do: the same object for all rows, so that a row costs no more than its line. */
import type { LogLine } from '@sluice/model'
import { durationText, logTime } from '../../../ui/time-format.ts'
import type { Zone } from '../../../ui/time-format.ts'
import type { Hole } from './log-book.ts'
import type { TimeMode } from './log-params.ts'
import type { Marks } from './marks.ts'

export interface RowLook {
  zone: Zone
  time: TimeMode
  wraps: boolean
  hostWidth: number
  isOver: boolean
  /** Undefined: nothing is searched for. */
  marks: Marks | undefined
  /** The line that a link or a search led to. */
  markedSeq: number | undefined
  /** When the event of a line began; undefined when its beginning is not loaded. */
  beganAt: (line: LogLine) => number | undefined
  /** A file with everything that is kept. */
  downloadPath: string
}

export interface RowActs {
  onToggle: (key: string, isOpen: boolean, targetId: string) => void
  /** Undefined when no more lines may be held. */
  onLoad: ((hole: Hole) => void) | undefined
  /** A line's number was pressed: its link. */
  onLine: (link: string) => void
}

export const numberCharacters = 6
const timeCharacters: Record<TimeMode, number> = { local: 12.5, utc: 12.5, event: 10.5, none: 0 }
const characterPixels = 7.3
const paddingAndGapsPixels = 52

export const timeWidth = (mode: TimeMode): string => `${timeCharacters[mode]}ch`

/** Characters of a line's text in one row, beside its number, time and host. */
export function columnsIn(width: number, hostCharacters: number, time: TimeMode): number {
  const text = (width - paddingAndGapsPixels) / characterPixels
  return Math.max(20, Math.floor(text - timeCharacters[time] - hostCharacters - numberCharacters))
}

/** 14:02:31.204, or +0:07.204 since the event began. */
export function timeText(line: LogLine, { time, zone, beganAt }: RowLook): string {
  switch (time) {
    case 'none':
      return ''
    case 'event':
      return sinceText(line, beganAt(line)) ?? logTime(line.at, zone)
    case 'utc':
      return logTime(line.at, 'UTC')
    case 'local':
      return logTime(line.at, 'local')
  }
}

/** Clocks of several hosts differ: a line may be older than the first one. */
const sinceText = ({ at }: LogLine, began: number | undefined): string | undefined =>
  began === undefined ? undefined : spanText(at - began)

const spanText = (ms: number): string =>
  `${ms < 0 ? '−' : '+'}${durationText(Math.abs(ms))}.${String(Math.trunc(Math.abs(ms)) % 1000).padStart(3, '0')}`
