/**
 * Who else uses a host: another group runs on it or is at work on it, or users reach it through a target group that is not this
 * group's. What one group thinks of a host is no reason to take it from others.
 */
import type { DeploymentGroup, Instance, TargetGroupMember } from '@sluice/model'
import { directoryKeys, type Store } from '@sluice/store'
import { targetGroupNamesOf } from '../../queries/fleet.ts'
import { activeDeployment } from '../../queries/group-history.ts'
import { namesMatching } from '../../queries/matching-instances.ts'

/** By host: why it is in use, in words. */
export async function usesElsewhere(
  store: Store,
  group: DeploymentGroup,
  hosts: readonly Instance[],
  members: readonly TargetGroupMember[],
): Promise<Map<string, string>> {
  const names = new Set(hosts.map(({ instanceName }) => instanceName))
  const own = new Set(targetGroupNamesOf(group))
  const uses = new Map<string, string>()
  for (const { targetId, targetGroupName, traffic } of members)
    if (names.has(targetId) && traffic === 'production' && !own.has(targetGroupName))
      uses.set(targetId, `users reach it through target group ${targetGroupName}`)
  const groups = await store.list('deploymentGroups', directoryKeys.applications(group.accountId))
  for (const other of groups) {
    if (other.deploymentGroupId === group.deploymentGroupId) continue
    const left = hosts.filter(({ instanceName }) => !uses.has(instanceName))
    for (const [name, why] of await usesOf(store, other, left)) uses.set(name, why)
  }
  return uses
}

/** Also of a group whose tag it has lost: whatever was once in use is nobody's to throw away. */
async function usesOf(
  store: Store,
  group: DeploymentGroup,
  hosts: readonly Instance[],
): Promise<[name: string, why: string][]> {
  const groupName = `${group.applicationName}/${group.deploymentGroupName}`
  const runs = (await healthyOf(store, group, hosts)).map((name): [string, string] => [name, `${groupName} runs on it`])
  const matching = await namesMatching(store, hosts, group)
  const active = matching.length === 0 ? undefined : await activeDeployment(store, group)
  if (active === undefined) return runs
  const atWork: [string, string][] = []
  for (const name of matching)
    if (await isAtWorkOn(store, active.deploymentId, name))
      atWork.push([name, `${active.deploymentId} of ${groupName} is at work on it`])
  return [...atWork, ...runs]
}

/** A look-up for each host is the cheaper way for few of them, and one list of the group for many. */
const fewHosts = 50

async function healthyOf(
  store: Store,
  { deploymentGroupId }: DeploymentGroup,
  hosts: readonly Instance[],
): Promise<string[]> {
  const names = hosts.map(({ instanceName }) => instanceName)
  const standings =
    names.length > fewHosts
      ? await store.listStandings(deploymentGroupId)
      : await Promise.all(names.map((name) => store.getStanding(deploymentGroupId, name)))
  const healthy = new Set(standings.flatMap((one) => (one?.instanceHealth === 'Healthy' ? [one.instanceName] : [])))
  return names.filter((name) => healthy.has(name))
}

async function isAtWorkOn(store: Store, deploymentId: string, name: string): Promise<boolean> {
  const target = await store.getTarget(deploymentId, name)
  return target !== undefined && target.status !== 'Failed' && target.status !== 'Skipped'
}
