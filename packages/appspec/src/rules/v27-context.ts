/** An SELinux context needs its type; roles cannot be set on files. Source: the open-source agent. */
import { pairOf, textOf } from '../located.ts'
import type { Finding, Rule, RuleContext } from '../rule.ts'
import { permissionItems } from '../sections.ts'

export const contextHasType: Rule = { id: 'V27', severity: 'error', check }

function* check({ root }: RuleContext): Generator<Finding> {
  for (const permission of permissionItems(root)) {
    const pair = pairOf(permission, 'context')
    if (pair?.value.kind !== 'map') continue
    if (textOf(pair.value, 'type') === undefined)
      yield {
        at: pair.key,
        message: `${pair.key.path} has no type.`,
        fix: { title: 'Add a type such as httpd_sys_content_t' },
      }
    const role = pairOf(pair.value, 'role')
    if (role !== undefined)
      yield { at: role.key, message: 'A context of files takes no role.', fix: { title: 'Leave role out' } }
  }
}
