/** `version` is the number 0.0. The open-source agent refuses a quoted one and lets 0 pass; here both pass with a warning. */
import { missingAt, textOf } from '../located.ts'
import { replaceWith } from '../rule.ts'
import type { Finding, Rule, RuleContext } from '../rule.ts'
import { quote } from '../words.ts'

export const version: Rule = { id: 'V3', severity: 'error', check }

function* check({ root }: RuleContext): Generator<Finding> {
  const written = textOf(root, 'version')
  if (written === undefined) {
    const { from } = root.span
    const fix = { title: 'Add version: 0.0', replacement: { fromOffset: from, toOffset: from, text: 'version: 0.0\n' } }
    const isThere = root.pairs.some((pair) => pair.key.text === 'version')
    yield { at: missingAt(root, 'version'), message: 'version is missing; it must be 0.0.', ...(!isThere && { fix }) }
    return
  }
  if (written.text === '0.0' && !written.quoted) return
  const isZero = /^(0+\.?0*|\.0+)$/.test(written.text)
  const severity = isZero ? 'warning' : 'error'
  const message = isZero
    ? 'version is best written as the plain number 0.0: other hosts refuse it in quotes.'
    : `version must be 0.0, not ${quote(written.text)}.`
  yield { at: written, severity, message, fix: replaceWith(written, '0.0') }
}
