/** An object that is a copied file is meant whole: it takes no pattern and no exceptions. Source: the open-source agent. */
import { installMap } from '../install-map.ts'
import { pairOf, textOf } from '../located.ts'
import { permissionScope } from '../permission-scope.ts'
import { replaceWith } from '../rule.ts'
import type { Finding, Rule, RuleContext } from '../rule.ts'
import { permissionItems } from '../sections.ts'
import { quote } from '../words.ts'

export const wholeFile: Rule = { id: 'V23', severity: 'error', check }

function* check(context: RuleContext): Generator<Finding> {
  const files = installMap(context)?.files
  for (const permission of permissionItems(context.root)) {
    const scope = permissionScope(permission)
    if (scope === undefined || !scope.types.has('file') || files?.has(scope.object) !== true) continue
    const subject = `${quote(scope.object)} is a file, so its permissions take no`
    const pattern = textOf(permission, 'pattern')
    if (pattern !== undefined && pattern.text !== '**')
      yield { at: pattern, message: `${subject} pattern.`, fix: replaceWith(pattern, '"**"') }
    const except = pairOf(permission, 'except')
    if (except !== undefined && scope.except.length > 0)
      yield { at: except.key, message: `${subject} exceptions.`, fix: { title: 'Leave except out' } }
  }
}
