/**
 * How bad a line of a log is, guessed: scripts say it in words, if at all. The same guess in the browser, in the search and in
 * what is downloaded, so that they never disagree. `severityWords` is what people are told of it.
 */
import type { LogLine } from './live.ts'
import { withoutTerminalCodes } from './log-text.ts'

/** A plain list, and no schema: browsers read it, and need no validator for it. */
export const logSeverities = ['error', 'warning'] as const
export type LogSeverity = (typeof logSeverities)[number]

export const errorWords =
  /\b(?:errors?|err|fatal|fail(?:ed|ure|s)?|exception|panic|traceback|critical|segfault|abort(?:ed)?)\b/i
export const warningWords = /\b(?:warn(?:ing|ings)?|deprecated|retry(?:ing)?)\b/i

export const severityWords =
  'Guessed. Error: a line with a word like error, failed, fatal, exception, panic, traceback. ' +
  'Warning: a word like warning, deprecated, retrying, or any other line of the error output.'

/** Undefined for a line that seems to be no trouble. */
export function severityOf({ stream, text }: Pick<LogLine, 'stream' | 'text'>): LogSeverity | undefined {
  if (stream === 'agent') return undefined
  const shown = withoutTerminalCodes(text)
  if (errorWords.test(shown)) return 'error'
  return stream === 'stderr' || warningWords.test(shown) ? 'warning' : undefined
}
