/** `runas`, `owner` and `group` end up as arguments of `su` and `chown`: they are names, never options. */
import { textOf } from '../located.ts'
import type { LocatedMap } from '../located.ts'
import type { Finding, Rule } from '../rule.ts'
import { allScripts, permissionItems } from '../sections.ts'
import { quote } from '../words.ts'

export const userNames: Rule = {
  id: 'S6',
  severity: 'error',
  *check({ root }) {
    for (const script of allScripts(root)) yield* checkName(script, 'runas')
    for (const permission of permissionItems(root)) {
      yield* checkName(permission, 'owner')
      yield* checkName(permission, 'group')
    }
  },
}

function* checkName(map: LocatedMap, key: string): Generator<Finding> {
  const name = textOf(map, key)
  if (name !== undefined && !/^[\p{L}\p{N}_][\p{L}\p{N}_.@\\+-]*\$?$/u.test(name.text))
    yield { at: name, message: `${quote(name.text)} is not the name of a user or group.` }
}
