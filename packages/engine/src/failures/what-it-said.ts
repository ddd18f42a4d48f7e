/**
 * The line that says why an event failed. Of a script that ended with an exit code it is its own last complaint, found in
 * the kept tail of its output; of everything else it is the sentence of whoever ran it.
 */
import type { Diagnostics } from '@sluice/model'
import { withoutColours } from './template.ts'

export type WhatFailed = Pick<Diagnostics, 'errorCode' | 'message' | 'logTail'>

export function whatItSaid({ errorCode, message, logTail }: WhatFailed): string {
  const own = errorCode === 'ScriptFailed' ? lastComplaint(logTail) : undefined
  return own ?? (firstLine(message) || 'It gave no reason.')
}

/** What is said on the error output counts more, and of it what sounds like an error; places in a stack come last. */
function lastComplaint(logTail: string): string | undefined {
  const lines = logTail.split('\n').map(spoken)
  const errors = lines.filter(({ stream, text }) => stream === 'stderr' && isTelling(text))
  const said = errors.length > 0 ? errors : lines.filter(({ stream, text }) => stream !== '' && isTelling(text))
  return (said.findLast(({ text }) => soundsLikeAnError.test(text)) ?? said.at(-1))?.text
}

/** The tail keeps lines as `[stderr]port 8080 in use`; the agent's two heading lines have no such mark. */
function spoken(line: string): { stream: string; text: string } {
  const [, stream = '', text = ''] = /^\[(stdout|stderr)\](.*)$/s.exec(line) ?? []
  return { stream, text: withoutColours(text).trim() }
}

const isTelling = (text: string): boolean => text !== '' && !/^at\s/.test(text) && /[\p{L}\d]/u.test(text)

const soundsLikeAnError =
  /error|fail|fatal|panic|denied|refused|cannot|can't|could not|unable|not found|no such|missing|invalid|in use|exception|unexpected|timed? ?out|unreachable|exceeded|killed/i

const firstLine = (message: string): string => withoutColours(message.trim().split('\n', 1)[0] ?? '')
