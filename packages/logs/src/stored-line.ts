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
/** Of the key of a command or an event. */
export function placeOf(key: string): { targetId: string; event: string } {
  const [targetId = '', event = ''] = key.split('/')
  return { targetId, event }
}
export const eventKeyOf = (command: string): string => command.slice(0, command.lastIndexOf('/'))

/** The text stands last: a search finds where it begins and ends without reading the line as JSON. */
export function encodeLine({ seq, at, targetId, event, attempt, line, script, stream, text }: StoredLine): string {
  return `${JSON.stringify({ seq, at, targetId, event, attempt, line, script, stream, text })}\n`
}

/** Throws on anything that was not written by `encodeLine`. */
export function decodeLine(text: string): StoredLine {
  const value: unknown = JSON.parse(text)
  const { attempt, line } = value as { attempt: unknown; line: unknown }
  if (!Number.isInteger(attempt) || !Number.isInteger(line)) throw new Error('a stored line has no number')
  return { ...LogLine.parse(value), attempt: Number(attempt), line: Number(line) }
}

/** As readers get it. A notice of ours is no line of the host: it has no number there. */
export function toldLine({ seq, at, targetId, event, script, stream, text, line, leftOut }: StoredLine): LogLine {
  const told = { seq, at, targetId, event, script, stream, text }
  return leftOut === undefined ? { ...told, line } : { ...told, leftOut }
}
