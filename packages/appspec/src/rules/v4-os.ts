/** `os` is linux or windows, and the host's own. Source: application-specification-files. */
import { missingAt, textOf } from '../located.ts'
import type { LocatedText } from '../located.ts'
import { replaceWith } from '../rule.ts'
import type { Finding, Rule, RuleContext } from '../rule.ts'
import { AppSpecOs } from '../server-app-spec.ts'
import { nearest, quote } from '../words.ts'

export const operatingSystem: Rule = { id: 'V4', severity: 'error', check }

function* check({ root, expectedOs }: RuleContext): Generator<Finding> {
  const written = textOf(root, 'os')
  if (written === undefined) yield { at: missingAt(root, 'os'), message: 'os is missing; it must be linux or windows.' }
  else if (!AppSpecOs.safeParse(written.text).success) yield unknownOs(written)
  else if (expectedOs !== undefined && written.text !== expectedOs)
    yield { at: written, message: `This AppSpec is for ${written.text}, but the host runs ${expectedOs}.` }
}

function unknownOs(written: LocatedText): Finding {
  const meant = nearest(written.text, AppSpecOs.options)
  const finding = { at: written, message: `os must be linux or windows, not ${quote(written.text)}.` }
  return meant === undefined ? finding : { ...finding, fix: replaceWith(written, meant) }
}
