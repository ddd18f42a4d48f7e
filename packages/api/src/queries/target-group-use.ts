/** Which deployment groups register their hosts in which target group: at most one each. */
import type { DeploymentGroup } from '@sluice/model'
import { directoryKeys, type Store } from '@sluice/store'
import { targetGroupNamesOf } from './fleet.ts'

export async function usersOfTargetGroups(
  store: Store,
  accountId: string,
): Promise<(targetGroupName: string) => DeploymentGroup[]> {
  // Keys of groups begin like those of applications: the account's prefix lists the groups of all of them.
  const groups = await store.list('deploymentGroups', directoryKeys.applications(accountId))
  return (name) => groups.filter((group) => targetGroupNamesOf(group).includes(name))
}

export const groupPath = ({ applicationName, deploymentGroupName }: DeploymentGroup): string =>
  `${applicationName}/${deploymentGroupName}`
