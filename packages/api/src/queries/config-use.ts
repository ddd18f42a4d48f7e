/** Which deployment groups deploy with which configuration when nothing else is asked for. */
import type { DeploymentGroup } from '@sluice/model'
import { directoryKeys, type Store } from '@sluice/store'

export async function usersOfConfigs(
  store: Store,
  accountId: string,
): Promise<(deploymentConfigName: string) => DeploymentGroup[]> {
  // Keys of groups begin like those of applications: the account's prefix lists the groups of all of them.
  const groups = await store.list('deploymentGroups', directoryKeys.applications(accountId))
  const users = new Map<string, DeploymentGroup[]>()
  for (const group of groups) {
    const known = users.get(group.deploymentConfigName)
    if (known === undefined) users.set(group.deploymentConfigName, [group])
    else known.push(group)
  }
  return (name) => users.get(name) ?? []
}
