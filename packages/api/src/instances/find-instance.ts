import { refuse, type Instance } from '@sluice/model'
import { directoryKeys, type Store } from '@sluice/store'

/** Also one that was deregistered: it can still be looked at. */
export async function findInstance(store: Store, accountId: string, instanceName: string): Promise<Instance> {
  const instance = await store.get('instances', directoryKeys.instance(accountId, instanceName))
  if (instance !== undefined) return instance
  refuse(
    'InstanceNotRegisteredException',
    `There is no host ${instanceName}: check the name, or enrol it with a token from createEnrolmentToken.`,
  )
}
