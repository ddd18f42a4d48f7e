/** A source is in the bundle and stays inside it; a missing one would fail at Install. */
import { textOf } from '../located.ts'
import { pathInBundle } from '../paths.ts'
import { bundleIndex } from '../bundle-index.ts'
import type { BundleIndex } from '../bundle-index.ts'
import type { Finding, Rule, RuleContext } from '../rule.ts'
import { fileItems } from '../sections.ts'
import { quote } from '../words.ts'

export const sourceExists: Rule = { id: 'V8', severity: 'error', check }

function* check(context: RuleContext): Generator<Finding> {
  const index = bundleIndex(context)
  for (const item of fileItems(context.root)) {
    const written = textOf(item, 'source')
    if (written === undefined) continue
    const path = pathInBundle(written.text, context.os)
    if (path === undefined) yield { at: written, message: `The source ${quote(written.text)} leaves the bundle.` }
    else if (index !== undefined && !isThere(index, path))
      yield { at: written, message: `The bundle holds no ${quote(written.text)}.${index.hint(path)}` }
  }
}

const isThere = (index: BundleIndex, path: string): boolean =>
  index.hasFile(path) || index.hasFolder(path) || index.isBehindLink(path)
