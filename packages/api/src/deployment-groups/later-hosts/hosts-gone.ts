/**
 * Hosts that are no more, told to every group that knows them, whatever its settings and whatever it matches today: a host that comes
 * later under such a name is another one, and nothing is known of it.
 */
import type { DeploymentGroup, GroupSignal } from '@sluice/model'
import type { Store } from '@sluice/store'
import { standingsOf, targetsOf } from '../../queries/host-rows.ts'
import { namesMatching } from '../../queries/matching-instances.ts'
import type { HostChange } from './host-changes.ts'
import type { RunningIn } from './running-in.ts'

export async function toldOfGone(
  store: Store,
  group: DeploymentGroup,
  changes: readonly HostChange[],
  runningIn: RunningIn,
): Promise<GroupSignal[]> {
  const out = changes.flatMap(({ before, after }) => (before !== undefined && after === undefined ? before : []))
  const others = changes.flatMap(({ after, hadName }) => (after !== undefined && hadName ? after : []))
  const names = [...out, ...others].map(({ instanceName }) => instanceName)
  if (names.length === 0) return []
  const hosts = new Set(await namesMatching(store, out, group))
  const rest = () => names.filter((name) => !hosts.has(name))
  for (const name of (await standingsOf(store, group.deploymentGroupId, rest())).keys()) hosts.add(name)
  // A deployment may run on hosts of which the group knows nothing yet, and which have lost its tag since.
  for (const deploymentId of await runningIn(group))
    for (const name of (await targetsOf(store, deploymentId, rest())).keys()) hosts.add(name)
  return hosts.size === 0
    ? []
    : [{ to: 'group', groupId: group.deploymentGroupId, kind: 'hostsGone', hosts: [...hosts] }]
}
