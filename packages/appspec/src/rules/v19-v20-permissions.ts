/** Permissions are for linux (V19), and each names its object (V20). */
import { isBlank, pairOf, textOf } from '../located.ts'
import type { Finding, Rule, RuleContext } from '../rule.ts'
import { permissionItems } from '../sections.ts'

export const permissionsOnLinux: Rule = { id: 'V19', severity: 'error', check: checkSystem }
export const objectGiven: Rule = { id: 'V20', severity: 'error', check: checkObject }

function* checkSystem({ root, os }: RuleContext): Generator<Finding> {
  const pair = pairOf(root, 'permissions')
  if (os === 'windows' && pair !== undefined && !isBlank(pair.value))
    yield {
      at: pair.key,
      message: 'permissions can be used with os: linux only.',
      fix: { title: 'Leave permissions out, or write os: linux' },
    }
}

function* checkObject({ root }: RuleContext): Generator<Finding> {
  for (const permission of permissionItems(root)) {
    const pair = pairOf(permission, 'object')
    const isOtherKind = pair !== undefined && pair.value.kind !== 'text'
    if (textOf(permission, 'object') === undefined && !isOtherKind)
      yield {
        at: pair?.key ?? permission,
        message: `${permission.path} has no object.`,
        fix: { title: 'Add object: the file or folder on the host' },
      }
  }
}
