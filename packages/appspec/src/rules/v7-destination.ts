/** A destination is a fully qualified folder, and does not climb above the root. Source: reference-appspec-file-structure-files. */
import { textOf } from '../located.ts'
import { climbsAboveRoot, isFullyQualified } from '../paths.ts'
import { replaceWith } from '../rule.ts'
import type { Finding, Rule, RuleContext } from '../rule.ts'
import { fileItems } from '../sections.ts'
import { quote } from '../words.ts'

export const destinationQualified: Rule = { id: 'V7', severity: 'error', check }

function* check({ root, os }: RuleContext): Generator<Finding> {
  for (const item of fileItems(root)) {
    const written = textOf(item, 'destination')
    if (written === undefined) continue
    if (!isFullyQualified(written.text, os)) {
      const example = os === 'windows' ? 'C:\\inetpub' : '/var/www'
      const message = `The destination ${quote(written.text)} must be a full path, such as ${example}.`
      const isPlain = os === 'linux' && /^[\w-][\w./-]*$/.test(written.text)
      yield { at: written, message, ...(isPlain && { fix: replaceWith(written, `/${written.text}`) }) }
    } else if (climbsAboveRoot(written.text)) {
      yield { at: written, message: `The destination ${quote(written.text)} climbs above the root.` }
    }
  }
}
