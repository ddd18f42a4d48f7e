/** An SELinux context needs its type. */
import { pairOf, textOf } from '../located.ts'
import type { Finding, Rule, RuleContext } from '../rule.ts'
import { permissionItems } from '../sections.ts'

export const contextHasType: Rule = { id: 'V27', severity: 'error', check }

function* check({ root }: RuleContext): Generator<Finding> {
  for (const permission of permissionItems(root)) {
    const pair = pairOf(permission, 'context')
    if (pair?.value.kind === 'map' && textOf(pair.value, 'type') === undefined)
      yield { at: pair.key, message: `${pair.key.path} has no type.` }
  }
}
