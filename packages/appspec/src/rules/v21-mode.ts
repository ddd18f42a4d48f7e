/**
 * A mode is 1 to 4 octal digits. An unquoted one that starts with 0 is an octal number in YAML 1.1: the open-source agent
 * reads 0644 as 420 and applies r---w----. Source: reference-appspec-file-structure-permissions.
 */
import { textOf } from '../located.ts'
import { replaceWith } from '../rule.ts'
import type { Finding, Rule, RuleContext } from '../rule.ts'
import { permissionItems } from '../sections.ts'
import { quote } from '../words.ts'

export const modeIsOctal: Rule = { id: 'V21', severity: 'error', check }

function* check({ root }: RuleContext): Generator<Finding> {
  for (const permission of permissionItems(root)) {
    const written = textOf(permission, 'mode')
    if (written === undefined) continue
    if (!/^[0-7]{1,4}$/.test(written.text))
      yield {
        at: written,
        message: `mode must be 1 to 4 digits from 0 to 7, not ${quote(written.text)}.`,
        fix: { title: 'Write digits such as 644 or 755' },
      }
    else if (!written.quoted && /^0\d/.test(written.text))
      yield {
        at: written,
        message: `An unquoted mode that starts with 0 means another number in YAML; quote it.`,
        fix: replaceWith(written, `"${written.text}"`),
      }
  }
}
