/**
 * A host that was deregistered and enrolled again bears the name of one to which deployments went, and is another. The group itself
 * forgot the first; of hosts that it knows, nothing need be asked.
 */
import { isTerminal, type DeploymentGroup, type DeploymentSummary, type DeploymentTarget } from '@sluice/model'
import type { Store } from '@sluice/store'
import { instancesOf, standingsOf } from './host-rows.ts'

type Group = Pick<DeploymentGroup, 'accountId' | 'deploymentGroupId'>
type Reads = Pick<Store, 'get' | 'list' | 'getStanding' | 'listStandings'>

/** Whether it went to the host that has this name now. */
export type IsSameHost = (instanceName: string, ended: DeploymentSummary) => boolean

export async function sameHosts(store: Reads, group: Group, names: readonly string[]): Promise<IsSameHost> {
  const registered = await registerTimes(store, group, await unknownOf(store, group, names))
  return (name, { status, createTime }) => !isTerminal(status) || (registered.get(name) ?? '') <= createTime
}

/**
 * Also of hosts that the group knows: what had ended before a host was registered went to another one. Costs a look at each, so only
 * for those of which more than one deployment is told.
 */
export async function endedOnHostsNow(store: Reads, group: Group, names: readonly string[]): Promise<IsSameHost> {
  const registered = await registerTimes(store, group, names)
  return (name, { status, completeTime, createTime }) =>
    !isTerminal(status) || (registered.get(name) ?? '') <= (completeTime ?? createTime)
}

/** What a deployment did to a host, as its row tells. */
export type DoneToHost = Pick<DeploymentTarget, 'targetId' | 'startTime'>

/**
 * Whether what a row tells was done to the host that has this name now. By when it began there: a host may be made for a deployment
 * that was there before it.
 */
export type IsOfHostNow = (row: DoneToHost, deployment: DeploymentSummary) => boolean

export async function ofHostsNow(
  store: Reads,
  account: Pick<Group, 'accountId'>,
  names: readonly string[],
): Promise<IsOfHostNow> {
  const registered = await registerTimes(store, account, names)
  return ({ targetId, startTime }, { status, completeTime, createTime }) =>
    !isTerminal(status) || (registered.get(targetId) ?? '') <= (startTime ?? completeTime ?? createTime)
}

async function unknownOf(store: Reads, { deploymentGroupId }: Group, names: readonly string[]): Promise<string[]> {
  const known = await standingsOf(store, deploymentGroupId, names)
  return names.filter((name) => !known.has(name))
}

async function registerTimes(
  store: Reads,
  { accountId }: Pick<Group, 'accountId'>,
  names: readonly string[],
): Promise<Map<string, string>> {
  const instances = await instancesOf(store, accountId, names)
  return new Map([...instances].map(([name, { registerTime }]) => [name, registerTime]))
}
