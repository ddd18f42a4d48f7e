/**
 * The end of a deployment to new hosts names those that its group's policy discards: here they are taken out, in the commit of the
 * end. The group's owner may have thought better of it meanwhile, and a host may have come into use elsewhere: it is kept. ADR 9.
 */
import type { Consequence, Consequences } from '@sluice/conductor'
import {
  laterHostsPolicy,
  type DeploymentGroup,
  type DeploymentSpec,
  type Discarded,
  type GroupEvent,
  type Instance,
} from '@sluice/model'
import { directoryKeys, type DirectoryChange, type Store } from '@sluice/store'
import { allMembers, deregistrations } from '../../queries/deregistration.ts'
import { groupOf } from '../../queries/find-group.ts'
import { instancesOf, standingsOf } from '../../queries/host-rows.ts'
import { namesMatching } from '../../queries/matching-instances.ts'
import { usesElsewhere } from './uses-elsewhere.ts'

type Released = Extract<GroupEvent, { type: 'DeploymentReleased' }>

export const discardedHosts: Consequences = async (store, groupId, fact, pending, starting) => {
  if (fact.type !== 'DeploymentReleased' || fact.toDiscard === undefined) return undefined
  const group = await groupOf(store, { deploymentGroupId: groupId })
  if (group === undefined || laterHostsPolicy(group).failedNewHosts !== 'discard') return undefined
  const hosts = await stillItsOwn(store, group, fact, pending)
  return hosts.length === 0 ? undefined : discard(store, group, fact, hosts, starting())
}

/**
 * Registered since before the deployment that failed on it, and matching the group now as it did when it came: whoever took its name
 * meanwhile is another machine, on which nothing failed. A standing from before the group's memory is a deployment from before.
 */
async function stillItsOwn(
  store: Store,
  group: DeploymentGroup,
  { toDiscard = [], deploymentId }: Released,
  pending: readonly DirectoryChange[],
): Promise<Instance[]> {
  const deployment = await store.getDeployment(deploymentId)
  if (deployment === undefined) return []
  const taken = new Set(pending.map(({ collection, key }) => `${collection} ${key}`))
  const known = await standingsOf(store, group.deploymentGroupId, toDiscard)
  const hosts = [...(await instancesOf(store, group.accountId, toDiscard)).values()].filter(
    ({ accountId, instanceName, registerTime, deregisterTime }) =>
      deregisterTime === undefined &&
      registerTime <= deployment.createTime &&
      !known.has(instanceName) &&
      !taken.has(`instances ${directoryKeys.instance(accountId, instanceName)}`),
  )
  const matching = new Set(await namesMatching(store, hosts, group))
  return hosts.filter(({ instanceName }) => matching.has(instanceName))
}

async function discard(
  store: Store,
  group: DeploymentGroup,
  { deploymentId, at }: Released,
  hosts: readonly Instance[],
  starting: readonly DeploymentSpec[],
): Promise<Consequence> {
  const { accountId, applicationName, deploymentGroupName, deploymentGroupId } = group
  const by = `policy of ${applicationName}/${deploymentGroupName}`
  const members = await allMembers(store, accountId)
  const names = hosts.map(({ instanceName }) => instanceName)
  const uses = await usesElsewhere(store, group, names, { members, starting })
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
