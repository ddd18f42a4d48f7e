/**
 * The end of a deployment to new hosts names those that its group's policy discards: here they are taken out, in the commit of the
 * end. The group's owner may have thought better of it meanwhile, and a host may have come into use elsewhere: it is kept. ADR 9.
 */
import type { Consequence, Consequences } from '@sluice/conductor'
import { laterHostsPolicy, type Discarded, type DeploymentGroup, type GroupEvent, type Instance } from '@sluice/model'
import { directoryKeys, type DirectoryChange, type Store } from '@sluice/store'
import { allMembers, deregistrations } from '../../queries/deregistration.ts'
import { namesMatching } from '../../queries/matching-instances.ts'
import { usesElsewhere } from './uses-elsewhere.ts'

type Released = Extract<GroupEvent, { type: 'DeploymentReleased' }>

export const discardedHosts: Consequences = async (store, groupId, fact, pending) => {
  if (fact.type !== 'DeploymentReleased' || fact.toDiscard === undefined) return undefined
  const group = await groupOf(store, groupId)
  if (group === undefined || laterHostsPolicy(group).failedNewHosts !== 'discard') return undefined
  const hosts = await stillItsOwn(store, group, fact.toDiscard, pending)
  return hosts.length === 0 ? undefined : discard(store, group, fact, hosts)
}

/** Whatever it is called now; undefined when it was deleted. */
async function groupOf(store: Store, groupId: string): Promise<DeploymentGroup | undefined> {
  const place = await store.get('deploymentGroupIds', groupId)
  if (place === undefined) return undefined
  const key = directoryKeys.group(place.accountId, place.applicationName, place.deploymentGroupName)
  return store.get('deploymentGroups', key)
}

/** Registered, and matching the group now as they did when they came. A standing from before its memory is a deployment from before. */
async function stillItsOwn(
  store: Store,
  group: DeploymentGroup,
  names: readonly string[],
  pending: readonly DirectoryChange[],
): Promise<Instance[]> {
  const taken = new Set(pending.map(({ collection, key }) => `${collection} ${key}`))
  const hosts: Instance[] = []
  for (const name of names) {
    const key = directoryKeys.instance(group.accountId, name)
    const host = await store.get('instances', key)
    if (host === undefined || host.deregisterTime !== undefined || taken.has(`instances ${key}`)) continue
    if ((await store.getStanding(group.deploymentGroupId, name)) === undefined) hosts.push(host)
  }
  const matching = new Set(await namesMatching(store, hosts, group))
  return hosts.filter(({ instanceName }) => matching.has(instanceName))
}

async function discard(
  store: Store,
  group: DeploymentGroup,
  { deploymentId, at }: Released,
  hosts: readonly Instance[],
): Promise<Consequence> {
  const { accountId, applicationName, deploymentGroupName, deploymentGroupId } = group
  const by = `policy of ${applicationName}/${deploymentGroupName}`
  const members = await allMembers(store, accountId)
  const uses = await usesElsewhere(store, group, hosts, members)
  const out = hosts.filter(({ instanceName }) => !uses.has(instanceName))
  const discarded: Discarded = {
    by,
    hosts: out.map(({ instanceName }) => instanceName),
    kept: [...uses].map(([host, why]) => ({ host, why })),
  }
  return {
    changes: deregistrations(out, members, at),
    by: discarded.hosts.map((name) => ({
      actor: { kind: 'service', accountId, name: by },
      action: 'deregisterOnPremisesInstance',
      resource: `instance:${name}`,
      requestId: '',
      detail: `failedNewHosts is discard: ${deploymentId}, the first deployment to it, failed`,
    })),
    signals: [{ to: 'group', groupId: deploymentGroupId, kind: 'newHostsDiscarded', deploymentId, ...discarded }],
  }
}
