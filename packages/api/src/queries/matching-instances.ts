/**
 * Which registered hosts a choice means now: those that match either list of tags, and those of its scaling groups, in the
 * order they will be taken.
 */
import { matchesTagFilters, type Instance, type TagFilter } from '@sluice/model'
import { directoryKeys, type Store } from '@sluice/store'
import { byNaturalOrder } from './natural-order.ts'
import { originsOf, type Origin } from './scaling-origins.ts'

export interface HostChoice {
  ec2TagFilters: readonly TagFilter[]
  onPremisesInstanceTagFilters: readonly TagFilter[]
  autoScalingGroups: readonly string[]
  /** Of the copies of its scaling groups, only those that this deployment group had made. */
  deploymentGroupId?: string
}

export async function registeredInstances(store: Store, accountId: string): Promise<Instance[]> {
  const all = await store.list('instances', directoryKeys.instances(accountId))
  return all.filter((instance) => instance.deregisterTime === undefined)
}

/** Both lists match every registered host's tags; a host needs to be in one of them, or of a scaling group. */
export async function namesMatching(
  store: Store,
  instances: readonly Instance[],
  choice: HostChoice,
): Promise<string[]> {
  const filters = [...choice.ec2TagFilters, ...choice.onPremisesInstanceTagFilters]
  const origins = choice.autoScalingGroups.length === 0 ? new Map<string, Origin>() : await originsOf(store, instances)
  return instances
    .filter(({ tags, instanceName }) => matchesTagFilters(tags, filters) || isMeant(origins.get(instanceName), choice))
    .map((instance) => instance.instanceName)
    .toSorted(byNaturalOrder)
}

function isMeant(origin: Origin | undefined, { autoScalingGroups, deploymentGroupId }: HostChoice): boolean {
  if (origin === undefined || !autoScalingGroups.includes(origin.scalingGroupName)) return false
  const { madeFor } = origin
  return madeFor === undefined || deploymentGroupId === undefined || madeFor === deploymentGroupId
}
