/** Entries of an access control list can be read (V24); default ones are for folders only (V25). */
import { readAccessEntry } from '../access-entry.ts'
import { installMap } from '../install-map.ts'
import type { InstallMap } from '../install-map.ts'
import { pairOf } from '../located.ts'
import type { LocatedMap, LocatedText } from '../located.ts'
import { madePaths, pathsFrom } from '../made-paths.ts'
import { fallsOn, permissionScope } from '../permission-scope.ts'
import type { PermissionScope } from '../permission-scope.ts'
import { replaceWith, within } from '../rule.ts'
import type { Finding, Rule, RuleContext } from '../rule.ts'
import { permissionItems, textsOf } from '../sections.ts'
import { quote } from '../words.ts'

export const aclsCanBeRead: Rule = { id: 'V24', severity: 'error', check: checkEntries }
export const defaultsOnFolders: Rule = { id: 'V25', severity: 'error', check: checkDefaults }

function* checkEntries({ root }: RuleContext): Generator<Finding> {
  for (const permission of permissionItems(root)) {
    const seen = new Map<string, string>()
    for (const written of textsOf(permission, 'acls')) {
      const { entry, trouble } = readAccessEntry(written.text)
      if (trouble !== undefined)
        yield {
          at: within(written, trouble.from, trouble.to),
          message: `The ACL entry ${quote(written.text)} ${trouble.trouble}.`,
          fix: { title: trouble.fix },
          ...(trouble.severity && { severity: trouble.severity }),
        }
      if (entry === undefined) continue
      const whom = `${entry.isDefault} ${entry.kind} ${entry.name}`
      const before = seen.get(whom)
      seen.set(whom, before ?? written.text)
      if (before !== undefined)
        yield {
          at: written,
          message: `The ACL entry ${quote(written.text)} is for the same one as ${quote(before)}.`,
          fix: { title: 'Leave one of them out' },
        }
    }
  }
}

/** Paths looked at, over all entries. */
const mostLookedAt = 1_000_000

function* checkDefaults(context: RuleContext): Generator<Finding> {
  const budget = { left: mostLookedAt }
  for (const permission of permissionItems(context.root)) {
    const written = textsOf(permission, 'acls').find(({ text }) => readAccessEntry(text).entry?.isDefault)
    const fault = written && faultOf(context, permission, budget)
    if (written === undefined || fault === undefined) continue
    yield {
      at: written,
      message: `The default ACL entry ${quote(written.text)} ${fault.message}.`,
      fix: onlyFolders(context, permission),
      ...(fault.isMaybe && { severity: 'warning' }),
    }
  }
}

interface Fault {
  message: string
  isMaybe?: true
}

/** With the bundle it is known which files would get it; a text alone tells only what it says. */
function faultOf(context: RuleContext, permission: LocatedMap, budget: { left: number }): Fault | undefined {
  const scope = permissionScope(permission)
  if (scope === undefined || !scope.types.has('file')) return undefined
  const map = installMap(context)
  if (map === undefined) {
    if (!scope.types.has('directory')) return { message: 'is for folders, but type says file' }
    return { message: 'is for folders; hosts fail if a file gets it', isMaybe: true }
  }
  const file = firstFile(map, scope, budget)
  return file === undefined ? undefined : { message: `is for folders, but would fall on the file ${quote(file)}` }
}

function firstFile(map: InstallMap, scope: PermissionScope, budget: { left: number }): string | undefined {
  for (const path of pathsFrom(madePaths(map), scope.object)) {
    budget.left -= 1
    if (budget.left < 0) return undefined
    if (map.files.has(path) && fallsOn(scope, path)) return path
  }
  return undefined
}

function onlyFolders({ text }: RuleContext, permission: LocatedMap) {
  const title = 'Write type: [directory]'
  const type = pairOf(permission, 'type')?.value
  if (type?.kind === 'list') return replaceWith(type, '[directory]', title)
  const acls = pairOf(permission, 'acls')?.key
  if (acls === undefined || type !== undefined || text[permission.span.from] === '{') return { title }
  return insertedBefore(acls, text, title)
}

function insertedBefore({ span: { from } }: LocatedText, text: string, title: string) {
  const indent = ' '.repeat(from - (text.lastIndexOf('\n', from - 1) + 1))
  return { title, replacement: { fromOffset: from, toOffset: from, text: `type: [directory]\n${indent}` } }
}
