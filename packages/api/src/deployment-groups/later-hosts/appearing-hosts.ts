/**
 * What a change of hosts tells their groups: who begins to match, and who matches no more. Told in the commit of the change itself,
 * whoever makes it: an enrolment, new tags, a host of a scaling group. What follows, each group decides. ADR 9.
 */
import { setImmediate as nextTurn } from 'node:timers/promises'
import {
  laterHostsPolicy,
  limits,
  predefinedServerConfigs,
  type DeploymentGroup,
  type GroupSignal,
  type Instance,
  type UnaskedDraft,
} from '@sluice/model'
import type { Log } from '@sluice/conductor'
import { directoryKeys, type DirectoryChange, type Store } from '@sluice/store'
import type { Ports } from '../../ports.ts'
import { configNamed } from '../../queries/find-config.ts'
import { fleetOf, targetGroupNamesOf } from '../../queries/fleet.ts'
import { activeDeployment } from '../../queries/group-history.ts'
import { namesMatching, registeredInstances } from '../../queries/matching-instances.ts'
import { drawDeploymentId } from '../../queries/random-ids.ts'
import { changedHosts, type HostChange } from './host-changes.ts'
import { toldOfGone } from './hosts-gone.ts'
import { runningIn } from './running-in.ts'

export type AppearingPorts = Pick<Ports, 'randomBytes'> & {
  settings: Pick<Ports['settings'], 'region' | 'startLimitSeconds' | 'eventLimitSeconds'>
}

export const appearingHosts =
  (ports: AppearingPorts) =>
  async (store: Store, changes: readonly DirectoryChange[], log: Pick<Log, 'error'>): Promise<GroupSignal[]> => {
    const hosts = await changedHosts(store, changes)
    const accounts = new Set(hosts.flatMap(({ before, after }) => [before, after]).map((host) => host?.accountId))
    const running = runningIn(store)
    const signals: GroupSignal[] = []
    for (const accountId of accounts) {
      if (accountId === undefined) continue
      // Read at most once a change, however many groups match: there may be 10,000.
      let registered: Promise<Instance[]> | undefined
      const all = () => (registered ??= registeredInstances(store, accountId))
      for (const group of await store.list('deploymentGroups', directoryKeys.applications(accountId))) {
        if (hosts.length > hostsInOneTurn) await nextTurn()
        try {
          signals.push(...(await toldOfGone(store, group, hosts, running)))
          if (isAutomatic(group)) signals.push(...(await toldTo(ports, store, group, hosts, all)))
        } catch (fault) {
          log.error(
            `${group.applicationName}/${group.deploymentGroupName} could not be told which hosts changed`,
            fault,
          )
        }
      }
    }
    return signals
  }

/** Of more, each group is a turn of its own: whatever else waits for the loop comes in between. */
const hostsInOneTurn = 250

/** Whether anything could ever happen there by itself. In place only: blue/green replaces what serves, and its hosts are those. */
export function isAutomatic(group: DeploymentGroup): boolean {
  if (group.deploymentStyle.deploymentType !== 'IN_PLACE') return false
  const { newHosts, outdatedInstancesStrategy } = laterHostsPolicy(group)
  return newHosts === 'automatic' || outdatedInstancesStrategy === 'UPDATE'
}

async function toldTo(
  ports: AppearingPorts,
  store: Store,
  group: DeploymentGroup,
  hosts: readonly HostChange[],
  all: () => Promise<Instance[]>,
): Promise<GroupSignal[]> {
  const matching = async (which: 'before' | 'after') =>
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
  if (appeared.length === 0 || !(await mightListen(store, group))) return signals
  const now = new Set([...(await fleetOf(store, group, await all())), ...appeared])
  for (const name of left) now.delete(name)
  const settings = await settingsOf(ports, store, group)
  return [...signals, { ...to, kind: 'hostsAppeared', hosts: appeared, fleet: now.size, ...settings }]
}

/** While nothing runs, there is no end to wait for: what is left is what hosts get at once. */
async function mightListen(store: Store, group: DeploymentGroup): Promise<boolean> {
  return group.newHosts === 'automatic' || (await activeDeployment(store, group)) !== undefined
}

/** Before the edit is stored: hosts that wait for the end of a deployment get what the owner says now, or nothing. */
export async function toldOfEdit(
  ports: AppearingPorts,
  store: Store,
  before: DeploymentGroup,
  after: DeploymentGroup,
  matching: readonly string[],
): Promise<GroupSignal[]> {
  if (!isAutomatic(before) || (await activeDeployment(store, before)) === undefined) return []
  const to = { to: 'group', groupId: after.deploymentGroupId } as const
  if (!isAutomatic(after)) return [{ ...to, kind: 'hostsLeft' }]
  return [{ ...to, kind: 'groupEdited', matching, ...(await settingsOf(ports, store, after)) }]
}

async function settingsOf(ports: AppearingPorts, store: Store, group: DeploymentGroup) {
  return { policy: laterHostsPolicy(group), draft: await draftFor(ports, store, group) }
}

/** All at once, for hosts that serve nobody yet; the group itself says where some do, and takes its own configuration. */
async function draftFor(ports: AppearingPorts, store: Store, group: DeploymentGroup): Promise<UnaskedDraft> {
  const { accountId, deploymentGroupId, applicationName, deploymentGroupName, deploymentStyle } = group
  const { region, startLimitSeconds, eventLimitSeconds } = ports.settings
  const targetGroupNames = targetGroupNamesOf(group)
  const config = await configNamed(store, accountId, group.deploymentConfigName)
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
    ...(config !== undefined && config.zonalConfig === undefined && { ownConfig: paceOf(config) }),
    clocks: { startLimitSeconds, eventLimitSeconds, totalLimitSeconds: limits.inPlaceTotalSeconds },
    ...(targetGroupNames.length > 0 && { targetGroupNames }),
  }
}

type Pace = Pick<UnaskedDraft, 'deploymentConfigName' | 'minimumHealthyHosts'>

const paceOf = ({ deploymentConfigName, minimumHealthyHosts }: Pace): Pace => ({
  deploymentConfigName,
  minimumHealthyHosts,
})

function allAtOnce(): Pace {
  const config = predefinedServerConfigs.find((one) => one.deploymentConfigName === 'CodeDeployDefault.AllAtOnce')
  if (config === undefined) throw new Error('CodeDeployDefault.AllAtOnce is not defined')
  return paceOf(config)
}
