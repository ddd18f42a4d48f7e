import { directoryKeys, type DirectoryChange, type Store } from '@sluice/store'
import type { Handler } from '../../handler.ts'
import { changeDirectory } from '../../queries/change-directory.ts'
import { membersOf } from '../../queries/fleet.ts'
import { isoTime } from '../../queries/random-ids.ts'

/**
 * A host that is not there is out already, as with CodeDeploy. Whoever watches the directory cuts its open connection, and ends
 * it when it was made here.
 */
export const deregisterOnPremisesInstance: Handler<'deregisterOnPremisesInstance'> = async ({ instanceName }, call) => {
  const key = directoryKeys.instance(call.actor.accountId, instanceName)
  return changeDirectory(call, `instance:${instanceName}`, async (store) => {
    const instance = await store.get('instances', key)
    if (instance === undefined || instance.deregisterTime !== undefined) return { changes: [], answer: {} }
    const deregistered = { ...instance, deregisterTime: isoTime(call.ports.now()) }
    const itself: DirectoryChange = { collection: 'instances', key, put: deregistered }
    return { changes: [itself, ...(await registrations(store, call.actor.accountId, instanceName))], answer: {} }
  })
}

/** Whoever is out gets no users: no balancer keeps it. */
async function registrations(store: Store, accountId: string, targetId: string): Promise<DirectoryChange[]> {
  const targetGroups = await store.list('targetGroups', directoryKeys.targetGroups(accountId))
  const members = await membersOf(
    store,
    accountId,
    targetGroups.map(({ name }) => name),
  )
  return members
    .filter((member) => member.targetId === targetId)
    .map(({ targetGroupName }) => {
      const key = directoryKeys.member(accountId, targetGroupName, targetId)
      return { collection: 'targetGroupMembers', key, remove: true }
    })
}
