/**
 * The line that says why an event failed. Of a script that ended with an exit code it is its own last complaint, found in
 * the kept tail of its output; of everything else it is the sentence of whoever ran it.
 */
import type { Diagnostics } from '@sluice/model'
import { withoutArchivePath, withoutColours } from './template.ts'

export type WhatFailed = Pick<Diagnostics, 'errorCode' | 'message' | 'logTail'>

export function whatItSaid({ errorCode, message, logTail }: WhatFailed): string {
  const own = errorCode === 'ScriptFailed' ? lastComplaint(logTail) : undefined
  return withoutArchivePath(own ?? (firstLine(message) || 'It gave no reason.'))
}

/**
 * What is said on the error output counts more, and of it what sounds like an error; places in a stack come last. From the end,
 * because there it mostly stands: a large fleet may have failed at once.
 */
function lastComplaint(logTail: string): string | undefined {
  const lastWords: { stderr?: string; stdout?: string; stdoutError?: string } = {}
  const lines = logTail.split('\n')
  for (let at = lines.length - 1; at >= 0; at--) {
    const { stream, text } = spoken(lines[at] ?? '')
    if (stream === '' || !isTelling(text)) continue
    const isError = soundsLikeAnError.test(text)
    if (stream === 'stderr' && isError) return text
    if (stream === 'stderr') lastWords.stderr ??= text
    else if (isError) lastWords.stdoutError ??= text
    else lastWords.stdout ??= text
  }
  return lastWords.stderr ?? lastWords.stdoutError ?? lastWords.stdout
}

/** The tail keeps lines as `[stderr]port 8080 in use`; the agent's two heading lines have no such mark. */
function spoken(line: string): { stream: 'stdout' | 'stderr' | ''; text: string } {
  const stream = line.startsWith('[stderr]') ? 'stderr' : line.startsWith('[stdout]') ? 'stdout' : ''
  return { stream, text: stream === '' ? '' : withoutColours(line.slice('[stderr]'.length)).trim() }
}

const isTelling = (text: string): boolean => text !== '' && !/^at\s/.test(text) && /[\p{L}\d]/u.test(text)

const soundsLikeAnError =
  /error|fail|fatal|panic|denied|refused|cannot|can't|could not|unable|not found|no such|missing|invalid|in use|exception|unexpected|timed? ?out|unreachable|exceeded|killed/i

const firstLine = (message: string): string => withoutColours(message.trim().split('\n', 1)[0] ?? '')
