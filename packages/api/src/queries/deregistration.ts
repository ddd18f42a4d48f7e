/** What takes hosts out. Whoever watches the directory cuts their open connections, and ends those that were made here. */
import type { Instance, TargetGroupMember } from '@sluice/model'
import { directoryKeys, type DirectoryChange, type Store } from '@sluice/store'
import { membersOf } from './fleet.ts'
import { isoTime } from './random-ids.ts'

/** Of all target groups. */
export async function allMembers(store: Store, accountId: string): Promise<TargetGroupMember[]> {
  const targetGroups = await store.list('targetGroups', directoryKeys.targetGroups(accountId))
  const names = targetGroups.map(({ name }) => name)
  return membersOf(store, accountId, names)
}

/** Whoever is out gets no users: no balancer keeps it. */
export function deregistrations(
  hosts: readonly Instance[],
  members: readonly TargetGroupMember[],
  at: number,
): DirectoryChange[] {
  const names = new Set(hosts.map(({ instanceName }) => instanceName))
  return [
    ...hosts.map((host): DirectoryChange => {
      const key = directoryKeys.instance(host.accountId, host.instanceName)
      return { collection: 'instances', key, put: { ...host, deregisterTime: isoTime(at) } }
    }),
    ...members
      .filter(({ targetId }) => names.has(targetId))
      .map(({ accountId, targetGroupName, targetId }): DirectoryChange => {
        const key = directoryKeys.member(accountId, targetGroupName, targetId)
        return { collection: 'targetGroupMembers', key, remove: true }
      }),
  ]
}
