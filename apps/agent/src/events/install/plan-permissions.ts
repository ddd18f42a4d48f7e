/**
 * Which permissions of the AppSpec fall on which of the paths that this deployment makes. Source: facts 8.6. Where the
 * sources differ (C8): `**` reaches any depth, every other pattern only what lies directly in the object.
 */
import { matchesBelow, type Permission } from '@sluice/appspec'
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
    .filter((one) => wants(one) && matchesBelow(permission, one.path.slice(below.length)))
    .map((one) => ({ ...one, permission }))
}

function wholeFile(file: Made, { pattern, except }: Permission): Made {
  if (pattern === '**' && except.length === 0) return file
  throw new EventFailure(`${file.path} is a file: its permissions take no pattern and no exceptions.`)
}

function mustFit({ path, kind, permission }: PermissionStep): void {
  if (kind !== 'directory' && permission.acls.some((acl) => /^d(efault)?:/.test(acl)))
    throw new EventFailure(`${path} is a file: default ACL entries are for folders only.`)
}
