/**
 * Who else uses a host: another group ever deployed to it, a deployment to it runs or begins, or users reach it through a target group
 * that is not this group's. What one group thinks of a host is no reason to take it from others.
 */
import type { DeploymentGroup, DeploymentSpec, TargetGroupMember } from '@sluice/model'
import { directoryKeys, type Store } from '@sluice/store'
import { targetGroupNamesOf } from '../../queries/fleet.ts'
import { standingsOf, targetsOf } from '../../queries/host-rows.ts'
import { runningIn } from './running-in.ts'

/** By host: why it is in use, in words. */
type Uses = Map<string, string>

interface Known {
  members: readonly TargetGroupMember[]
  /** Deployments that this very commit starts, of whichever group. */
  starting: readonly DeploymentSpec[]
}

export async function usesElsewhere(
  store: Store,
  group: DeploymentGroup,
  hosts: readonly string[],
  { members, starting }: Known,
): Promise<Uses> {
  const names = new Set(hosts)
  const own = new Set(targetGroupNamesOf(group))
  const uses: Uses = new Map()
  for (const { targetId, targetGroupName, traffic } of members)
    if (names.has(targetId) && traffic === 'production' && !own.has(targetGroupName))
      uses.set(targetId, `users reach it through target group ${targetGroupName}`)
  for (const { deploymentId, applicationName, deploymentGroupName, targets } of starting)
    for (const name of targets)
      if (names.has(name))
        uses.set(name, `${deploymentId} of ${applicationName}/${deploymentGroupName} is at work on it`)
  const running = runningIn(store)
  for (const other of await store.list('deploymentGroups', directoryKeys.applications(group.accountId))) {
    if (other.deploymentGroupId === group.deploymentGroupId) continue
    const left = hosts.filter((name) => !uses.has(name))
    if (left.length === 0) break
    for (const [name, why] of await usesOf(store, other, await running(other), left)) uses.set(name, why)
  }
  return uses
}

/**
 * Also of a group whose tag it has lost: whatever was once in use is nobody's to throw away. And although the last try there failed:
 * what ran before it may run on, and what becomes of a host that failed is for that group's owner to say.
 */
async function usesOf(
  store: Store,
  group: DeploymentGroup,
  running: readonly string[],
  names: readonly string[],
): Promise<Uses> {
  const groupName = `${group.applicationName}/${group.deploymentGroupName}`
  const uses: Uses = new Map()
  for (const [name, { instanceHealth }] of await standingsOf(store, group.deploymentGroupId, names))
    uses.set(name, instanceHealth === 'Healthy' ? `${groupName} runs on it` : `${groupName} has deployed to it`)
  for (const deploymentId of running) {
    const left = names.filter((name) => !uses.has(name))
    for (const name of (await targetsOf(store, deploymentId, left)).keys())
      uses.set(name, `${deploymentId} of ${groupName} is at work on it`)
  }
  return uses
}
