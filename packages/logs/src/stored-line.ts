/** A line as it is kept: with its number within its command, so that what is sent again is stored once. */
import { LogLine } from '@sluice/model'

export interface StoredLine extends LogLine {
  /** Which run of the event: the last part of the command's id. */
  attempt: number
  /** Counts per command, from 1. */
  line: number
}

export const commandKey = ({ targetId, event, attempt }: Pick<StoredLine, 'targetId' | 'event' | 'attempt'>): string =>
  `${targetId}/${event}/${attempt}`
/** What the size limit counts. */
export const eventKey = ({ targetId, event }: Pick<StoredLine, 'targetId' | 'event'>): string => `${targetId}/${event}`
export const eventKeyOf = (command: string): string => command.slice(0, command.lastIndexOf('/'))

export const encodeLine = (line: StoredLine): string => `${JSON.stringify(line)}\n`

/** Throws on anything that was not written by `encodeLine`. */
export function decodeLine(text: string): StoredLine {
  const value: unknown = JSON.parse(text)
  const { attempt, line } = value as { attempt: unknown; line: unknown }
  if (!Number.isInteger(attempt) || !Number.isInteger(line)) throw new Error('a stored line has no number')
  return { ...LogLine.parse(value), attempt: Number(attempt), line: Number(line) }
}

export function withoutNumbers({ seq, at, targetId, event, script, stream, text }: StoredLine): LogLine {
  return { seq, at, targetId, event, script, stream, text }
}
