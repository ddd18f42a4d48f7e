/**
 * What a host says of a failed event, as it may be kept: secrets masked, and cut to what readers take. Masking makes a text
 * longer, so it is cut afterwards: the message keeps its beginning, the tail of the log its end.
 */
import { limits, type Diagnostics } from '@sluice/model'
import { redactLines } from './redaction.ts'

export function keptDiagnostics(told: Diagnostics): Diagnostics {
  return {
    ...told,
    message: redactLines(told.message).slice(0, limits.diagnosticsCharacters),
    logTail: lastLines(redactLines(told.logTail)),
  }
}

/** Whole lines where there is more than one. */
function lastLines(text: string): string {
  if (text.length <= limits.diagnosticsCharacters) return text
  const end = text.slice(-limits.diagnosticsCharacters)
  const firstBreak = end.indexOf('\n')
  return firstBreak < 0 ? end : end.slice(firstBreak + 1)
}
