import { directoryKeys } from '@sluice/store'
import type { Handler } from '../../handler.ts'
import { changeDirectory } from '../../queries/change-directory.ts'
import { isoTime } from '../../queries/random-ids.ts'

/** A host that is not there is out already, as with CodeDeploy. Its open connection is cut by whoever watches the directory. */
export const deregisterOnPremisesInstance: Handler<'deregisterOnPremisesInstance'> = async ({ instanceName }, call) => {
  const key = directoryKeys.instance(call.actor.accountId, instanceName)
  return changeDirectory(call, `instance:${instanceName}`, async (store) => {
    const instance = await store.get('instances', key)
    if (instance === undefined || instance.deregisterTime !== undefined) return { changes: [], answer: {} }
    const deregistered = { ...instance, deregisterTime: isoTime(call.ports.now()) }
    return { changes: [{ collection: 'instances', key, put: deregistered }], answer: {} }
  })
}
