/**
 * Which permissions of the AppSpec fall on which of the paths that this deployment makes. Source: facts 8.6. Where the
 * sources differ (C8): `**` reaches any depth, every other pattern only what lies directly in the object.
 */
import type { Permission } from '@sluice/appspec'
import { EventFailure } from '../event-failure.ts'
import type { HostRoot } from './host-root.ts'
import { type InstallPlan, ownFolders } from './install-plan.ts'

export interface PermissionStep {
  path: string
  kind: 'file' | 'directory' | 'symlink'
  permission: Permission
}

export function planPermissions(
  permissions: readonly Permission[],
  plan: InstallPlan,
  root: HostRoot,
): PermissionStep[] {
  const made = madePaths(plan)
  const steps = new Map<string, PermissionStep>()
  for (const permission of permissions) {
    const object = root.placeOf(permission.object)
    for (const step of stepsOf(object, permission, made)) {
      if (steps.has(step.path)) throw new EventFailure(`${step.path} is given permissions twice.`)
      mustFit(step)
      steps.set(step.path, step)
    }
  }
  return [...steps.values()]
}

type Made = Pick<PermissionStep, 'path' | 'kind'>

function madePaths(plan: InstallPlan): Made[] {
  const folders = ownFolders(plan).map((path): Made => ({ path, kind: 'directory' }))
  const files = [...plan.files.values()].map((file): Made => ({ path: file.target, kind: file.kind }))
  return [...folders, ...files]
}

function stepsOf(object: string, permission: Permission, made: readonly Made[]): PermissionStep[] {
  const wants = ({ kind }: Made) => permission.type.includes(kind === 'directory' ? 'directory' : 'file')
  const itself = made.find(({ path, kind }) => path === object && kind !== 'directory')
  if (itself !== undefined) return wants(itself) ? [{ ...wholeFile(itself, permission), permission }] : []
  const below = object === '/' ? '/' : `${object}/`
  return made
    .filter(({ path }) => path.startsWith(below))
    .filter((one) => wants(one) && matches(permission, one.path.slice(below.length)))
    .map((one) => ({ ...one, permission }))
}

function wholeFile(file: Made, { pattern, except }: Permission): Made {
  if (pattern === '**' && except.length === 0) return file
  throw new EventFailure(`${file.path} is a file: its permissions take no pattern and no exceptions.`)
}

function matches({ pattern, except }: Permission, relative: string): boolean {
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

function mustFit({ path, kind, permission }: PermissionStep): void {
  if (kind !== 'directory' && permission.acls.some((acl) => /^d(efault)?:/.test(acl)))
    throw new EventFailure(`${path} is a file: default ACL entries are for folders only.`)
}
