import { refuse, type LoadBalancer, type TargetGroup } from '@sluice/model'
import { directoryKeys, type Store } from '@sluice/store'

export async function findLoadBalancer(store: Store, accountId: string, name: string): Promise<LoadBalancer> {
  const balancer = await store.get('loadBalancers', directoryKeys.loadBalancer(accountId, name))
  if (balancer !== undefined) return balancer
  refuse(
    'LoadBalancerDoesNotExist',
    `There is no load balancer ${name}: check the name, or create the load balancer first.`,
  )
}

export async function targetGroupsOf(store: Store, { accountId, name }: LoadBalancer): Promise<TargetGroup[]> {
  const all = await store.list('targetGroups', directoryKeys.targetGroups(accountId))
  return all.filter((targetGroup) => targetGroup.loadBalancerName === name)
}

/** The target groups of these names that exist, in their order. */
export async function targetGroupsNamed(
  store: Store,
  accountId: string,
  names: readonly string[],
): Promise<TargetGroup[]> {
  const rows = names.map((name) => store.get('targetGroups', directoryKeys.targetGroup(accountId, name)))
  return (await Promise.all(rows)).filter((row) => row !== undefined)
}
