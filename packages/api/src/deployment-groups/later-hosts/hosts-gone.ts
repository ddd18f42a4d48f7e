/**
 * Hosts that are no more, told to every group that knows them, whatever its settings and whatever it matches today: a host that comes
 * later under such a name is another one, and nothing is known of it.
 */
import type { DeploymentGroup, GroupSignal } from '@sluice/model'
import type { Store } from '@sluice/store'
import { namesMatching } from '../../queries/matching-instances.ts'
import type { HostChange } from './host-changes.ts'

export async function toldOfGone(
  store: Store,
  group: DeploymentGroup,
  changes: readonly HostChange[],
): Promise<GroupSignal[]> {
  const out = changes.flatMap(({ before, after }) => (before !== undefined && after === undefined ? before : []))
  const others = changes.flatMap(({ after, hadName }) => (after !== undefined && hadName ? after : []))
  // A deployment may run on hosts of which the group knows nothing yet.
  const hosts = new Set(await namesMatching(store, out, group))
  for (const { instanceName } of [...out, ...others])
    if (await isKnown(store, group, instanceName)) hosts.add(instanceName)
  return hosts.size === 0
    ? []
    : [{ to: 'group', groupId: group.deploymentGroupId, kind: 'hostsGone', hosts: [...hosts] }]
}

const isKnown = async (store: Store, group: DeploymentGroup, name: string): Promise<boolean> =>
  (await store.getStanding(group.deploymentGroupId, name)) !== undefined
