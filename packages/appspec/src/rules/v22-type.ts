/** Permissions go to files, to directories, or to both. */
import { replaceWith } from '../rule.ts'
import type { Finding, Rule, RuleContext } from '../rule.ts'
import { permissionItems, textsOf } from '../sections.ts'
import { PermissionTarget } from '../server-app-spec.ts'
import { nearest, quote } from '../words.ts'

export const typeIsKnown: Rule = { id: 'V22', severity: 'error', check }

function* check({ root }: RuleContext): Generator<Finding> {
  for (const written of permissionItems(root).flatMap((permission) => textsOf(permission, 'type'))) {
    if (PermissionTarget.safeParse(written.text).success) continue
    const meant = nearest(written.text, PermissionTarget.options)
    const message = `type may hold file and directory, not ${quote(written.text)}.`
    const fix = meant === undefined ? { title: 'Write file, directory or both' } : replaceWith(written, meant)
    yield { at: written, message, fix }
  }
}
