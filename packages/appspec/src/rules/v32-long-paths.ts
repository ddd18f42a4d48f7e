/** Windows opens no path of more than 260 characters unless the host was told to. Source: facts section 8, V32. */
import { installMap } from '../install-map.ts'
import type { LocatedMap } from '../located.ts'
import type { Finding, Rule, RuleContext } from '../rule.ts'
import { quote } from '../words.ts'

export const longestWindowsPath = 260

/** A warning: long paths may be enabled on the hosts. */
export const longPaths: Rule = { id: 'V32', severity: 'warning', check }

function* check(context: RuleContext): Generator<Finding> {
  if ((context.os ?? context.expectedOs) !== 'windows') return
  const longest = new Map<LocatedMap, string>()
  for (const [path, item] of installMap(context)?.files ?? [])
    if (path.length > Math.max(longestWindowsPath, longest.get(item)?.length ?? 0)) longest.set(item, path)
  for (const [item, path] of longest) yield { at: item, message: tooLong(path) }
}

const tooLong = (path: string): string =>
  `It copies to a path of ${path.length} characters, and Windows takes ${longestWindowsPath} unless long paths are enabled on the host: ` +
  `${quote(path)}. Shorten the destination, or enable long paths.`
