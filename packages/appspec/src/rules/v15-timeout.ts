/** A timeout is a whole number of seconds above 0. */
import { textOf } from '../located.ts'
import { replaceWith } from '../rule.ts'
import type { Finding, Rule, RuleContext } from '../rule.ts'
import { allScripts } from '../sections.ts'
import { quote } from '../words.ts'

export const timeoutIsSeconds: Rule = { id: 'V15', severity: 'error', check }

/** The seconds of a well-written timeout; undefined for anything else. */
export function timeoutSeconds(text: string): number | undefined {
  const seconds = /^\d{1,9}$/.test(text) ? Number(text) : 0
  return seconds > 0 ? seconds : undefined
}

function* check({ root }: RuleContext): Generator<Finding> {
  for (const script of allScripts(root)) {
    const written = textOf(script, 'timeout')
    if (written === undefined || timeoutSeconds(written.text) !== undefined) continue
    const meant = secondsMeant(written.text)
    const message = `timeout must be a whole number of seconds above 0, not ${quote(written.text)}.`
    yield { at: written, message, ...(meant !== undefined && { fix: replaceWith(written, String(meant)) }) }
  }
}

/** `5m`, `30 s` and `1h` are what people write who know other tools. */
function secondsMeant(text: string): number | undefined {
  const match = /^(\d{1,5}) ?(s|sec|m|min|h)$/.exec(text)
  if (match === null) return undefined
  const unit = match[2]?.[0] === 'h' ? 3600 : match[2]?.[0] === 'm' ? 60 : 1
  return Number(match[1]) * unit || undefined
}
