/** Which hosts a group means now: registered ones that match either list of tags, in the order they will be taken. */
import { matchesTagFilters, type Instance, type TagFilter } from '@sluice/model'
import { directoryKeys, type Store } from '@sluice/store'
import { byNaturalOrder } from './natural-order.ts'

export interface TagChoice {
  ec2TagFilters: readonly TagFilter[]
  onPremisesInstanceTagFilters: readonly TagFilter[]
}

export async function registeredInstances(store: Store, accountId: string): Promise<Instance[]> {
  const all = await store.list('instances', directoryKeys.instances(accountId))
  return all.filter((instance) => instance.deregisterTime === undefined)
}

export async function matchingInstances(store: Store, accountId: string, choice: TagChoice): Promise<string[]> {
  return namesMatching(await registeredInstances(store, accountId), choice)
}

/** Both lists match every registered host's tags; a host needs to be in one of them. */
export function namesMatching(instances: readonly Instance[], choice: TagChoice): string[] {
  const filters = [...choice.ec2TagFilters, ...choice.onPremisesInstanceTagFilters]
  return instances
    .filter((instance) => matchesTagFilters(instance.tags, filters))
    .map((instance) => instance.instanceName)
    .toSorted(byNaturalOrder)
}
