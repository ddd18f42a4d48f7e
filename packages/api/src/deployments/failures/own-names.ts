/** What failed hosts are called besides their names: their addresses. Looked up for the failed ones only, and not without end. */
import type { DeploymentTarget } from '@sluice/model'
import { directoryKeys, type Store } from '@sluice/store'

/** Beyond these, an address that is no number stays in the line and makes a group of its own. */
const mostLookUps = 500

export async function ownNames(
  store: Store,
  accountId: string,
  targets: readonly DeploymentTarget[],
): Promise<(targetId: string) => readonly (string | undefined)[]> {
  const failed = targets.filter(({ status }) => status === 'Failed').slice(0, mostLookUps)
  const addresses = new Map<string, string>()
  for (const { targetId } of failed) {
    const instance = await store.get('instances', directoryKeys.instance(accountId, targetId))
    if (instance?.address !== undefined) addresses.set(targetId, instance.address)
  }
  return (targetId) => [addresses.get(targetId)]
}
