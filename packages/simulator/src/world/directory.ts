/**
 * The hosts and groups as rows of the directory, where hosts come later. What a change of them tells the groups, the API's own code
 * says, as in the shipped service: in the commit of the change.
 */
import { appearingHosts, toldOfEdit, type AppearingPorts } from '@sluice/api/later-hosts'
import type { Change, Follows } from '@sluice/conductor'
import { firstAccountId, type DeploymentGroup, type DeploymentSpec, type LaterHostsPolicy } from '@sluice/model'
import { directoryKeys, type DirectoryChange, type Store } from '@sluice/store'
import { aGroup, anInstance } from '@sluice/testkit'
import type { Random } from '../random.ts'
import type { Scenario } from '../scenario/scenario.ts'
import type { World } from './world.ts'

/** Nothing, where no host comes or goes. */
export function directoryOf({ steps, groups }: Scenario): DirectoryChange[] {
  const isMoving = steps.some(({ kind }) => kind === 'hostAppears' || kind === 'hostLeaves' || kind === 'ownerSays')
  if (!isMoving) return []
  const tags = new Map<string, string[]>()
  const changes: DirectoryChange[] = []
  for (const group of groups) {
    const spec = steps.flatMap((one) => (one.kind === 'deploy' ? one.spec : [])).find(isOf(group.groupId))
    if (spec === undefined || spec.blueGreen !== undefined) continue
    const row = groupRow(spec, group.laterHosts)
    changes.push({ collection: 'deploymentGroups', key: keyOf(row), put: row })
    for (const name of spec.targets) tags.set(name, [...(tags.get(name) ?? []), group.groupId])
  }
  return [...changes, ...[...tags].map(([name, groupIds]) => hostChange(name, groupIds))]
}

const isOf =
  (groupId: string) =>
  ({ deploymentGroupId }: DeploymentSpec): boolean =>
    deploymentGroupId === groupId

function groupRow(spec: DeploymentSpec, laterHosts: LaterHostsPolicy): DeploymentGroup {
  const { deploymentGroupId, deploymentGroupName, applicationName, deploymentConfigName } = spec
  const targetGroupInfoList = (spec.targetGroupNames ?? []).map((name) => ({ name }))
  return aGroup({
    deploymentGroupId,
    deploymentGroupName,
    applicationName,
    deploymentConfigName,
    deploymentStyle: spec.deploymentStyle,
    onPremisesInstanceTagFilters: [{ Key: deploymentGroupId, Type: 'KEY_ONLY' }],
    ...(targetGroupInfoList.length > 0 && { loadBalancerInfo: { targetGroupInfoList } }),
    ...laterHosts,
  })
}

const keyOf = ({ accountId, applicationName, deploymentGroupName }: DeploymentGroup): string =>
  directoryKeys.group(accountId, applicationName, deploymentGroupName)

/** A host has a tag for each group that it matches. */
function hostChange(instanceName: string, groupIds: readonly string[]): DirectoryChange {
  const tags = groupIds.map((groupId) => ({ Key: groupId, Value: 'yes' }))
  const key = directoryKeys.instance(firstAccountId, instanceName)
  return { collection: 'instances', key, put: anInstance({ instanceName, tags }) }
}

type Decide = Change<null>['decide']

/** Nothing, when it is so already. */
export const matches =
  (host: string, groupId: string, isWanted: boolean): Decide =>
  async (store) => {
    const tags = (await store.get('instances', directoryKeys.instance(firstAccountId, host)))?.tags ?? []
    const before = tags.map(({ Key }) => Key)
    if (before.includes(groupId) === isWanted) return { changes: [], answer: null }
    const after = isWanted ? [...before, groupId] : before.filter((key) => key !== groupId)
    return { changes: [hostChange(host, after)], answer: null }
  }

export const says =
  ({ draw, time }: Pick<World, 'draw' | 'time'>, groupId: string, laterHosts: LaterHostsPolicy): Decide =>
  async (store) => {
    const rows = await store.list('deploymentGroups', directoryKeys.applications(firstAccountId))
    const before = rows.find(({ deploymentGroupId }) => deploymentGroupId === groupId)
    if (before === undefined) return { changes: [], answer: null }
    const after = { ...before, ...laterHosts }
    const ports = portsWith(draw(`ids of what the owner of ${groupId} says at ${time.elapsed()}`))
    const signals = await toldOfEdit(ports, store, before, after, await matchingNow(store, groupId))
    return { changes: [{ collection: 'deploymentGroups', key: keyOf(after), put: after }], answer: null, signals }
  }

async function matchingNow(store: Store, groupId: string): Promise<string[]> {
  const hosts = await store.list('instances', directoryKeys.instances(firstAccountId))
  return hosts.filter(({ tags }) => tags.some(({ Key }) => Key === groupId)).map((host) => host.instanceName)
}

/** Its ids follow from what changes and when: what is left out elsewhere does not change them. */
export const followsIn =
  ({ draw, time }: Pick<World, 'draw' | 'time'>): Follows =>
  (store, changes, log) => {
    const what = changes.map((change) => JSON.stringify([change.key, 'put' in change ? change.put : null]))
    return appearingHosts(portsWith(draw(`ids at ${time.elapsed()} of ${what.join()}`)))(store, changes, log)
  }

function portsWith(random: Random): AppearingPorts {
  return {
    randomBytes: (count) => Buffer.from(Array.from({ length: count }, () => random.int(0, 255))),
    settings: { region: 'us-east-1', startLimitSeconds: 60, eventLimitSeconds: 600 },
  }
}
