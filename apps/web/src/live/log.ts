/**
 * The window of a deployment's log that this tab holds: the newest lines, at most `windowLines`; older ones stay in the
 * file and are asked for when somebody scrolls up. Lines are kept in the order of `seq`.
 */
import type { LogFrame, LogLine } from '@sluice/model'

export const windowLines = 100_000
/** Trimmed in steps, so that not every line costs a move of all others. */
const slackLines = 5000

export interface LogWindow {
  readonly lines: readonly LogLine[]
  /** Lines before the window that are only in the file. */
  readonly olderOnServer: boolean
  readonly revision: number
}

export const emptyLog: LogWindow = { lines: [], olderOnServer: false, revision: 0 }

export const logOf = (frame: LogFrame): LogWindow => ({
  lines: [...frame.lines],
  olderOnServer: frame.firstSeq > 1,
  revision: 0,
})

/** Appends in place; lines that are known already are left out. */
export function withLines(log: LogWindow, added: readonly LogLine[]): LogWindow {
  const lines = log.lines as LogLine[]
  const lastSeq = lines.at(-1)?.seq ?? 0
  for (const line of added) if (line.seq > lastSeq) lines.push(line)
  const mustTrim = lines.length > windowLines + slackLines
  if (mustTrim) lines.splice(0, lines.length - windowLines)
  return { lines, olderOnServer: log.olderOnServer || mustTrim, revision: log.revision + 1 }
}
