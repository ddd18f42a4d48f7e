/** Every script says where it is. */
import { pairOf, textOf } from '../located.ts'
import type { Finding, Rule, RuleContext } from '../rule.ts'
import { allScripts } from '../sections.ts'

export const locationGiven: Rule = { id: 'V13', severity: 'error', check }

function* check({ root }: RuleContext): Generator<Finding> {
  for (const script of allScripts(root)) {
    const pair = pairOf(script, 'location')
    const isOtherKind = pair !== undefined && pair.value.kind !== 'text'
    if (textOf(script, 'location') === undefined && !isOtherKind)
      yield { at: pair?.key ?? script, message: `${script.path} has no location.` }
  }
}
