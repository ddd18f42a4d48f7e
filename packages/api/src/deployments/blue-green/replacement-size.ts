/**
 * How many hosts are made for a replacement fleet: as many as are healthy in the fleet that is copied, and the scaling group's
 * own size where nobody is. Source: facts, section 7.1.
 */
import type { DeploymentGroup } from '@sluice/model'
import { directoryKeys, type Store } from '@sluice/store'
import { observedMembers } from '../../load-balancers/member-health.ts'
import type { Ports } from '../../ports.ts'
import { productionMembers, targetGroupNamesOf } from '../../queries/fleet.ts'
import { targetGroupsNamed } from '../../queries/find-balancer.ts'
import { newestDeployments } from '../../queries/group-history.ts'
import { fleetsIn } from './way-back.ts'

type Watched = Pick<Ports, 'balancers'>

export async function replacementSize(
  ports: Watched,
  store: Store,
  group: DeploymentGroup,
  { originals, scalingGroupName }: { originals: readonly string[]; scalingGroupName: string },
): Promise<number> {
  const sick = await sickHosts(ports, store, group)
  const fleets = await wholeFleets(store, group, originals)
  const healthy = fleets.map((fleet) => fleet.filter((name) => !sick.has(name)).length)
  return Math.max(...healthy) || (await desiredCapacity(store, group.accountId, scalingGroupName))
}

/** A host that no balancer has asked yet is not sick: after a balancer's restart none would be well. */
async function sickHosts({ balancers }: Watched, store: Store, group: DeploymentGroup): Promise<Set<string>> {
  const targetGroups = await targetGroupsNamed(store, group.accountId, targetGroupNamesOf(group))
  const looks = new Map(
    targetGroups.map(({ name, loadBalancerName }) => [
      name,
      observedMembers(balancers.observed(group.accountId, loadBalancerName)?.observed),
    ]),
  )
  const members = await productionMembers(store, group)
  const sick = members.filter((member) => looks.get(member.targetGroupName)?.(member)?.health.state === 'unhealthy')
  return new Set(sick.map(({ targetId }) => targetId))
}

/** A move of users that was broken off leaves two fleets in service, each of which is as large as one should be. */
async function wholeFleets(store: Store, group: DeploymentGroup, serving: readonly string[]): Promise<string[][]> {
  const moved = (await newestDeployments(store, group)).find(({ blueGreen }) => (blueGreen?.rerouted ?? 0) > 0)
  if (moved === undefined || moved.blueGreen?.trafficMovedAt !== undefined) return [[...serving]]
  const { originals, replacements } = await fleetsIn(store, moved.deploymentId)
  return [originals, replacements].map((other) => serving.filter((name) => !other.includes(name)))
}

async function desiredCapacity(store: Store, accountId: string, name: string): Promise<number> {
  const scalingGroup = await store.get('scalingGroups', directoryKeys.scalingGroup(accountId, name))
  return scalingGroup?.desiredCapacity ?? 1
}
