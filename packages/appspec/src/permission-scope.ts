/**
 * What a permission falls on: its object itself when that is a copied file, else what matches below it. As the host's own
 * planner and the open-source agent do it (facts 8.6, C8): `**` reaches any depth, another pattern only direct children.
 */
import { textOf } from './located.ts'
import type { LocatedMap } from './located.ts'
import { textsOf } from './sections.ts'

export interface PermissionScope {
  /** Without a slash at the end; '' is the root. */
  object: string
  pattern: string
  except: readonly string[]
  types: ReadonlySet<string>
}

/** Undefined without an object (V20). */
export function permissionScope(permission: LocatedMap): PermissionScope | undefined {
  const object = textOf(permission, 'object')
  if (object === undefined) return undefined
  const types = textsOf(permission, 'type').map(({ text }) => text)
  return {
    object: objectPath(object.text),
    pattern: textOf(permission, 'pattern')?.text ?? '**',
    except: textsOf(permission, 'except').map(({ text }) => text),
    types: new Set(types.length === 0 ? ['file', 'directory'] : types),
  }
}

/** Written like the paths of the install map. */
export const objectPath = (written: string): string => written.replace(/[\\/]+/g, '/').replace(/\/$/, '')

/** A file that is the object itself (whole), or a path that matches below it. */
export function fallsOn(scope: PermissionScope, path: string): boolean {
  if (path === scope.object) return true
  return path.startsWith(`${scope.object}/`) && matchesBelow(scope, path.slice(scope.object.length + 1))
}

/** Whether a path below the object is meant: the rule of the linter and of the host. */
export function matchesBelow(
  { pattern, except }: Pick<PermissionScope, 'pattern' | 'except'>,
  relative: string,
): boolean {
  return isLike(pattern, relative) && !except.some((exception) => isLike(exception, relative))
}

/** Only `*` is special. Compares piece by piece, so that no pattern is slow. */
function isLike(pattern: string, relative: string): boolean {
  if (pattern === '**') return true
  if (relative.includes('/')) return false
  const [first = '', ...rest] = pattern.split('*')
  const last = rest.pop()
  if (last === undefined) return relative === pattern
  if (!relative.startsWith(first) || relative.length < first.length + last.length || !relative.endsWith(last))
    return false
  let from = first.length
  for (const piece of rest) {
    const at = relative.indexOf(piece, from)
    if (at < 0) return false
    from = at + piece.length
  }
  return from <= relative.length - last.length
}
