/**
 * Nothing gets permissions from two entries: hosts refuse it at Install. With the bundle the very path is named. Folders
 * that may be on a host already (a destination and what is above it) are left alone there, so they only warn.
 */
import { installMap } from '../install-map.ts'
import type { InstallMap } from '../install-map.ts'
import type { LocatedMap } from '../located.ts'
import { madePaths, pathsFrom } from '../made-paths.ts'
import { fallsOn, permissionScope } from '../permission-scope.ts'
import type { PermissionScope } from '../permission-scope.ts'
import type { Finding, Rule, RuleContext } from '../rule.ts'
import { permissionItems } from '../sections.ts'
import { quote } from '../words.ts'

export const permissionsOnce: Rule = { id: 'V26', severity: 'error', check }

interface Scoped {
  item: LocatedMap
  scope: PermissionScope
}

function check(context: RuleContext): Iterable<Finding> {
  const all = permissionItems(context.root).flatMap((item): Scoped[] => {
    const scope = permissionScope(item)
    return scope === undefined ? [] : [{ item, scope }]
  })
  const map = installMap(context)
  return map === undefined ? checkTexts(all) : checkPaths(all, map)
}

/** Paths looked at, over all entries: an honest AppSpec needs a few times its files. */
const mostLookedAt = 1_000_000

function* checkPaths(all: readonly Scoped[], map: InstallMap): Generator<Finding> {
  if (all.length < 2) return
  const made = madePaths(map)
  const owners = new Map<string, LocatedMap>()
  let looked = 0
  for (const { item, scope } of all) {
    const reported = new Set<LocatedMap>()
    for (const path of pathsFrom(made, scope.object)) {
      looked += 1
      if (looked > mostLookedAt) return
      if (!getsIt(scope, path, map)) continue
      const first = owners.get(path)
      if (first === undefined) owners.set(path, item)
      else if (!reported.has(first)) {
        reported.add(first)
        yield twice(item, first, path, made.uncertain.has(path))
      }
    }
  }
}

function twice(item: LocatedMap, first: LocatedMap, path: string, isUncertain: boolean): Finding {
  return {
    at: item,
    message: `${item.path} gives ${quote(path)} permissions, which ${first.path} does already.`,
    fix: { title: 'Name the path in one entry only, or leave it out of the other by except' },
    ...(isUncertain && { severity: 'warning' }),
  }
}

/** A folder that is the object itself gets nothing. */
function getsIt(scope: PermissionScope, path: string, { files }: InstallMap): boolean {
  const isFile = files.has(path)
  return scope.types.has(isFile ? 'file' : 'directory') && (isFile || path !== scope.object) && fallsOn(scope, path)
}

/** A text alone: the same object twice, in the same words. Whether there is anything below it, nobody knows yet. */
function* checkTexts(all: readonly Scoped[]): Generator<Finding> {
  const seen = new Map<string, LocatedMap>()
  for (const { item, scope } of all)
    for (const type of scope.types) {
      const words = JSON.stringify([scope.object, scope.pattern, scope.except, type])
      const first = seen.get(words)
      if (first === undefined) seen.set(words, item)
      else if (first !== item) {
        yield twice(item, first, scope.object, true)
        break
      }
    }
}
