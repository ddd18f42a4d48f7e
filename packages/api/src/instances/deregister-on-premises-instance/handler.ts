import { directoryKeys } from '@sluice/store'
import type { Handler } from '../../handler.ts'
import { changeDirectory } from '../../queries/change-directory.ts'
import { allMembers, deregistrations } from '../../queries/deregistration.ts'

/** A host that is not there is out already, as with CodeDeploy. */
export const deregisterOnPremisesInstance: Handler<'deregisterOnPremisesInstance'> = async ({ instanceName }, call) => {
  const { accountId } = call.actor
  const key = directoryKeys.instance(accountId, instanceName)
  return changeDirectory(call, `instance:${instanceName}`, async (store) => {
    const instance = await store.get('instances', key)
    if (instance === undefined || instance.deregisterTime !== undefined) return { changes: [], answer: {} }
    const members = await allMembers(store, accountId)
    return { changes: deregistrations([instance], members, call.ports.now()), answer: {} }
  })
}
