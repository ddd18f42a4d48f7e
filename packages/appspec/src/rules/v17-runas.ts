/** `runas` has no effect on Windows. */
import { pairOf } from '../located.ts'
import type { Finding, Rule, RuleContext } from '../rule.ts'
import { allScripts } from '../sections.ts'

export const runasOnLinux: Rule = { id: 'V17', severity: 'warning', check }

function* check({ root, os }: RuleContext): Generator<Finding> {
  if (os !== 'windows') return
  for (const script of allScripts(root)) {
    const pair = pairOf(script, 'runas')
    if (pair !== undefined)
      yield { at: pair.key, message: 'runas is ignored on Windows hosts.', fix: { title: 'Leave runas out' } }
  }
}
