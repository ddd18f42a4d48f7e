/** Two sources must not be copied to the same file. Source: the open-source agent's installer. */
import { installMap, maxInstalledFiles } from '../install-map.ts'
import type { Finding, Rule, RuleContext } from '../rule.ts'
import { quote } from '../words.ts'

export const doubleDestination: Rule = { id: 'V10', severity: 'error', check }

function* check(context: RuleContext): Generator<Finding> {
  const map = installMap(context)
  for (const { item, path, first } of map?.doubles ?? [])
    yield { at: item, message: `${item.path} copies to ${quote(path)}, where ${first.path} already copies a file.` }
  if (map?.tooLongAt !== undefined)
    yield { at: map.tooLongAt, message: `The files section would copy more than ${maxInstalledFiles} files.` }
}
