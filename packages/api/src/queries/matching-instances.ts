/**
 * Which registered hosts a choice means now: those whose tags it selects, and those of its scaling groups, in the order they
 * will be taken.
 */
import { matchesTags, type Instance, type TagSelection } from '@sluice/model'
import { directoryKeys, type Store } from '@sluice/store'
import { byNaturalOrder } from './natural-order.ts'
import { originsOf, type Origin } from './scaling-origins.ts'

export interface HostChoice extends TagSelection {
  autoScalingGroups: readonly string[]
  /** Of the copies of its scaling groups, only those that this deployment group had made. */
  deploymentGroupId?: string
}

export async function registeredInstances(store: Store, accountId: string): Promise<Instance[]> {
  const all = await store.list('instances', directoryKeys.instances(accountId))
  return all.filter((instance) => instance.deregisterTime === undefined)
}

/** A host needs to be selected by its tags, or be of a scaling group. */
export async function namesMatching(
  store: Store,
  instances: readonly Instance[],
  choice: HostChoice,
): Promise<string[]> {
  const origins = choice.autoScalingGroups.length === 0 ? new Map<string, Origin>() : await originsOf(store, instances)
  return instances
    .filter(({ tags, instanceName }) => matchesTags(tags, choice) || isMeant(origins.get(instanceName), choice))
    .map((instance) => instance.instanceName)
    .toSorted(byNaturalOrder)
}

function isMeant(origin: Origin | undefined, { autoScalingGroups, deploymentGroupId }: HostChoice): boolean {
  if (origin === undefined || !autoScalingGroups.includes(origin.scalingGroupName)) return false
  const { madeFor } = origin
  return madeFor === undefined || deploymentGroupId === undefined || madeFor === deploymentGroupId
}
