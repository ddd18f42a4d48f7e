/** A hook's script is a file of the bundle (at run time: ScriptMissing), and never one outside of it. */
import { bundleIndex } from '../bundle-index.ts'
import type { BundleIndex } from '../bundle-index.ts'
import type { LocatedText } from '../located.ts'
import { pathInBundle } from '../paths.ts'
import type { Finding, Rule, RuleContext } from '../rule.ts'
import { locationsOf } from '../sections.ts'
import { quote } from '../words.ts'

export const scriptExists: Rule = { id: 'V14', severity: 'error', check }

function* check(context: RuleContext): Generator<Finding> {
  const index = bundleIndex(context)
  for (const written of locationsOf(context.root)) {
    const path = pathInBundle(written.text, context.os)
    if (path === undefined) yield { at: written, message: `The script ${quote(written.text)} is outside the bundle.` }
    else if (index !== undefined) yield* checkFile(written, path, index, context)
  }
}

function* checkFile(written: LocatedText, path: string, index: BundleIndex, { os }: RuleContext): Generator<Finding> {
  if (index.isBehindLink(path)) return
  const file = index.file(path)
  if (index.hasFolder(path)) yield { at: written, message: `${quote(written.text)} is a folder, not a script.` }
  else if (file === undefined)
    yield { at: written, message: `The bundle holds no script ${quote(written.text)}.${index.hint(path)}` }
  else if (!file.executable && !file.isSymlink && os !== 'windows')
    yield {
      at: written,
      severity: 'warning',
      message: `The script ${quote(written.text)} is not executable in the bundle; hosts make it so before they run it.`,
      fix: { title: `Run chmod +x ${path} before bundling` },
    }
}
