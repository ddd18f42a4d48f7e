/** What is written to a log, what is asked of it, and within which limits. */
import type { CommandId, LogLine } from '@sluice/model'

/** Lines of one command as a host sent them; `firstLine` is the number of the first, counted per command from 1. */
export interface SentLines {
  commandId: CommandId
  firstLine: number
  lines: readonly Omit<LogLine, 'seq' | 'targetId' | 'event' | 'line' | 'leftOut'>[]
}

export interface LogQuery {
  targetId?: string | undefined
  event?: string | undefined
  /** No line before this one. */
  fromSeq?: number | undefined
  /** No line after this one. */
  toSeq?: number | undefined
  limit: number
  /** Which end is kept when there are more: lines always come oldest first. Without: the oldest after `fromSeq`, else the newest. */
  order?: 'oldestFirst' | 'newestFirst' | undefined
}

export interface LogPage {
  lines: LogLine[]
  firstSeq: number
  lastSeq: number
  /** There are more in the direction of `order`. */
  more: boolean
}

/** A line as links name it: by its number in its event on its target. */
export interface LinePlace {
  targetId: string
  event: string
  line: number
}

export interface LogLimits {
  lineBytes: number
  /** Per event and target; over it, the first and the last half are kept. */
  eventBytes: number
  segmentBytes: number
  blockBytes: number
}

/**
 * What a line is before it is written: secrets masked. `keyLines`: so many lines before this one belong to a private key that
 * did not end yet; the answer says it for the line after.
 */
export type Redact = (text: string, keyLines: number) => { text: string; keyLines: number }
