/** Everything that setting permissions could fail for is looked up before the host is changed. */
import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'
import { EventFailure } from '../event-failure.ts'
import { groupIdOf, userIdOf } from './accounts.ts'
import type { PermissionStep } from './plan-permissions.ts'

export interface ReadyStep extends PermissionStep {
  uid?: number
  gid?: number
}

/** `searchPath` is where tools are looked for. */
export async function preparePermissions(steps: readonly PermissionStep[], searchPath: string): Promise<ReadyStep[]> {
  const users = new Map<string, number>()
  const groups = new Map<string, number>()
  const ready: ReadyStep[] = []
  for (const step of steps) {
    const { owner, group } = step.permission
    mustHaveTools(step, searchPath)
    if (owner !== undefined && !users.has(owner)) users.set(owner, await userIdOf(owner))
    if (group !== undefined && !groups.has(group)) groups.set(group, await groupIdOf(group))
    const uid = owner === undefined ? {} : { uid: users.get(owner) ?? 0 }
    const gid = group === undefined ? {} : { gid: groups.get(group) ?? 0 }
    ready.push(mayGiveAway({ ...step, ...uid, ...gid }))
  }
  return ready
}

/** Only root gives files to others. */
function mayGiveAway(step: ReadyStep): ReadyStep {
  const ownUid = process.getuid?.() ?? 0
  if (ownUid === 0) return step
  const isOwn = step.uid === undefined || step.uid === ownUid
  const isOwnGroup =
    step.gid === undefined || process.getgid?.() === step.gid || process.getgroups?.().includes(step.gid)
  if (isOwn && isOwnGroup) return step
  const whom = [step.permission.owner, step.permission.group].filter((name) => name !== undefined).join(':')
  throw new EventFailure(`${step.path} cannot be given to ${whom}: the agent does not run as root on this host.`)
}

function mustHaveTools({ path, permission }: PermissionStep, searchPath: string): void {
  const needed = [
    ...(permission.acls.length > 0 ? ['setfacl'] : []),
    ...(permission.context === undefined ? [] : ['semanage', 'restorecon']),
  ]
  const missing = needed.find((tool) => !isInstalled(tool, searchPath))
  if (missing !== undefined)
    throw new EventFailure(`The permissions of ${path} need ${missing}, which is not installed on this host.`)
}

function isInstalled(tool: string, searchPath: string): boolean {
  const folders = searchPath.split(delimiter)
  return folders.some((folder) => {
    try {
      accessSync(join(folder, tool), constants.X_OK)
      return true
    } catch {
      return false
    }
  })
}
