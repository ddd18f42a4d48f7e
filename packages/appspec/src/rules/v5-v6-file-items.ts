/** Every item of `files` says from where (V5) and to where (V6). */
import { pairOf, textOf } from '../located.ts'
import type { LocatedMap } from '../located.ts'
import type { Finding, Rule, RuleContext } from '../rule.ts'
import { fileItems } from '../sections.ts'

export const sourceGiven: Rule = { id: 'V5', severity: 'error', check: (context) => check(context, 'source') }
export const destinationGiven: Rule = { id: 'V6', severity: 'error', check: (context) => check(context, 'destination') }

function* check({ root }: RuleContext, key: string): Generator<Finding> {
  for (const item of fileItems(root)) if (isMissing(item, key)) yield missing(item, key)
}

/** A list or map in its place is S2's complaint. */
function isMissing(item: LocatedMap, key: string): boolean {
  const value = pairOf(item, key)?.value
  return textOf(item, key) === undefined && (value === undefined || value.kind === 'text')
}

function missing(item: LocatedMap, key: string): Finding {
  return { at: pairOf(item, key)?.key ?? item, message: `${item.path} has no ${key}.` }
}
