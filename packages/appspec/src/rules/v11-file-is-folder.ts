/** A destination cannot be a file for one item and a folder for another. Source: the open-source agent's installer. */
import { installMap } from '../install-map.ts'
import type { Finding, Rule, RuleContext } from '../rule.ts'
import { quote } from '../words.ts'

export const fileIsFolder: Rule = { id: 'V11', severity: 'error', check }

function* check(context: RuleContext): Generator<Finding> {
  const map = installMap(context)
  for (const [path, folderItem] of map?.folders ?? []) {
    const fileItem = map?.files.get(path)
    if (fileItem === undefined) continue
    const later = fileItem.span.from > folderItem.span.from ? fileItem : folderItem
    const message = `${quote(path)} would be a file for ${fileItem.path} and a folder for ${folderItem.path}.`
    yield { at: later, message }
  }
}
