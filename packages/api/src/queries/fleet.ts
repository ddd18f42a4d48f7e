/**
 * The one answer to "which hosts are this group's?". In place: the hosts it matches. Blue/green: what serves users now, which
 * is what the next deployment replaces; the matching hosts only while nothing serves.
 */
import type { DeploymentGroup, Instance, TargetGroupMember } from '@sluice/model'
import { directoryKeys, type Store } from '@sluice/store'
import { namesMatching, registeredInstances } from './matching-instances.ts'
import { byNaturalOrder } from './natural-order.ts'

type Group = Pick<
  DeploymentGroup,
  | 'accountId'
  | 'deploymentGroupId'
  | 'deploymentStyle'
  | 'loadBalancerInfo'
  | 'ec2TagFilters'
  | 'ec2TagSet'
  | 'onPremisesInstanceTagFilters'
  | 'onPremisesTagSet'
  | 'autoScalingGroups'
>

/** `instances` are the registered ones, where the caller has them already. */
export async function fleetOf(store: Store, group: Group, instances?: readonly Instance[]): Promise<string[]> {
  if (group.deploymentStyle.deploymentType === 'BLUE_GREEN') {
    const serving = await productionMembers(store, group)
    if (serving.length > 0) return [...new Set(serving.map(({ targetId }) => targetId))].toSorted(byNaturalOrder)
  }
  return namesMatching(store, instances ?? (await registeredInstances(store, group.accountId)), group)
}

/** Where the group's hosts are registered; without traffic control nowhere, whatever its settings list. */
export function targetGroupNamesOf({
  deploymentStyle,
  loadBalancerInfo,
}: Pick<DeploymentGroup, 'deploymentStyle' | 'loadBalancerInfo'>): string[] {
  if (deploymentStyle.deploymentOption === 'WITHOUT_TRAFFIC_CONTROL') return []
  return [...new Set(loadBalancerInfo?.targetGroupInfoList.map(({ name }) => name))]
}

export async function productionMembers(store: Store, group: Group): Promise<TargetGroupMember[]> {
  const members = await membersOf(store, group.accountId, targetGroupNamesOf(group))
  return members.filter(({ traffic }) => traffic === 'production')
}

export async function membersOf(
  store: Store,
  accountId: string,
  targetGroupNames: readonly string[],
): Promise<TargetGroupMember[]> {
  const lists = targetGroupNames.map((name) => store.list('targetGroupMembers', directoryKeys.members(accountId, name)))
  return (await Promise.all(lists)).flat()
}
