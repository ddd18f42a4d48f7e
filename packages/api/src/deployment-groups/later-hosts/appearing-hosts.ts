/**
 * What a change of hosts tells their groups: who begins to match, and who matches no more. Told in the commit of the change itself,
 * whoever makes it: an enrolment, new tags, a host of a scaling group. What follows, each group decides. ADR 9.
 */
import {
  laterHostsPolicy,
  limits,
  predefinedServerConfigs,
  type DeploymentGroup,
  type GroupSignal,
  type Instance,
  type UnaskedDraft,
} from '@sluice/model'
import { directoryKeys, type DirectoryChange, type Store } from '@sluice/store'
import type { Ports } from '../../ports.ts'
import { fleetOf, targetGroupNamesOf } from '../../queries/fleet.ts'
import { namesMatching } from '../../queries/matching-instances.ts'
import { drawDeploymentId } from '../../queries/random-ids.ts'

export type AppearingPorts = Pick<Ports, 'randomBytes'> & {
  settings: Pick<Ports['settings'], 'region' | 'startLimitSeconds' | 'eventLimitSeconds'>
}

interface HostChange {
  before: Instance | undefined
  after: Instance | undefined
}

export const appearingHosts =
  (ports: AppearingPorts) =>
  async (store: Store, changes: readonly DirectoryChange[]): Promise<GroupSignal[]> => {
    const hosts = await changedHosts(store, changes)
    const accounts = new Set(hosts.flatMap(({ before, after }) => [before, after]).map((host) => host?.accountId))
    const signals: GroupSignal[] = []
    for (const accountId of accounts)
      if (accountId !== undefined)
        for (const group of await groupsThatCare(store, accountId))
          signals.push(...(await toldTo(ports, store, group, hosts)))
    return signals
  }

/** Only where registration or tags are others. */
async function changedHosts(store: Store, changes: readonly DirectoryChange[]): Promise<HostChange[]> {
  const hosts: HostChange[] = []
  for (const change of changes) {
    if (change.collection !== 'instances') continue
    const before = registered(await store.get('instances', change.key))
    const after = registered('put' in change ? change.put : undefined)
    if (JSON.stringify(before?.tags) !== JSON.stringify(after?.tags)) hosts.push({ before, after })
  }
  return hosts
}

const registered = (instance: Instance | undefined): Instance | undefined =>
  instance?.deregisterTime === undefined ? instance : undefined

/** In place only: blue/green replaces what serves, and its hosts are those that serve. */
async function groupsThatCare(store: Store, accountId: string): Promise<DeploymentGroup[]> {
  const groups = await store.list('deploymentGroups', directoryKeys.applications(accountId))
  return groups.filter((group) => group.deploymentStyle.deploymentType === 'IN_PLACE' && isAutomatic(group))
}

/** Whether anything could ever happen there by itself. */
export function isAutomatic(group: DeploymentGroup): boolean {
  const { newHosts, outdatedInstancesStrategy } = laterHostsPolicy(group)
  return newHosts === 'automatic' || outdatedInstancesStrategy === 'UPDATE'
}

async function toldTo(
  ports: AppearingPorts,
  store: Store,
  group: DeploymentGroup,
  hosts: readonly HostChange[],
): Promise<GroupSignal[]> {
  const matching = async (which: keyof HostChange) =>
    namesMatching(
      store,
      hosts.flatMap((host) => host[which] ?? []),
      group,
    )
  const [before, after] = [new Set(await matching('before')), new Set(await matching('after'))]
  const appeared = [...after].filter((name) => !before.has(name))
  const left = [...before].filter((name) => !after.has(name))
  const to = { to: 'group', groupId: group.deploymentGroupId } as const
  const signals: GroupSignal[] = left.length === 0 ? [] : [{ ...to, kind: 'hostsLeft', hosts: left }]
  if (appeared.length === 0) return signals
  const now = new Set([...(await fleetOf(store, group)), ...appeared])
  for (const name of left) now.delete(name)
  const policy = laterHostsPolicy(group)
  return [
    ...signals,
    { ...to, kind: 'hostsAppeared', hosts: appeared, fleet: now.size, policy, draft: draftFor(ports, group) },
  ]
}

/** All at once: none of these hosts serves yet, so none of them counts for the minimum of the group. */
function draftFor(ports: AppearingPorts, group: DeploymentGroup): UnaskedDraft {
  const { accountId, deploymentGroupId, applicationName, deploymentGroupName, deploymentStyle } = group
  const { region, startLimitSeconds, eventLimitSeconds } = ports.settings
  const targetGroupNames = targetGroupNamesOf(group)
  return {
    deploymentId: drawDeploymentId(ports),
    rollbackDeploymentId: drawDeploymentId(ports),
    accountId,
    region,
    deploymentGroupId,
    applicationName,
    deploymentGroupName,
    deploymentStyle,
    ...allAtOnce(),
    clocks: { startLimitSeconds, eventLimitSeconds, totalLimitSeconds: limits.inPlaceTotalSeconds },
    ...(targetGroupNames.length > 0 && { targetGroupNames }),
  }
}

function allAtOnce(): Pick<UnaskedDraft, 'deploymentConfigName' | 'minimumHealthyHosts'> {
  const config = predefinedServerConfigs.find((one) => one.deploymentConfigName === 'CodeDeployDefault.AllAtOnce')
  if (config === undefined) throw new Error('CodeDeployDefault.AllAtOnce is not defined')
  const { deploymentConfigName, minimumHealthyHosts } = config
  return { deploymentConfigName, minimumHealthyHosts }
}
