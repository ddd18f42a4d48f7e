/**
 * Which registered hosts a choice means now: those that match either list of tags, and those of its scaling groups, in the
 * order they will be taken.
 */
import {
  matchesTagFilters,
  replacementGroupName,
  scalingGroupTag,
  type Instance,
  type Tag,
  type TagFilter,
} from '@sluice/model'
import { directoryKeys, type Store } from '@sluice/store'
import { byNaturalOrder } from './natural-order.ts'

export interface HostChoice {
  ec2TagFilters: readonly TagFilter[]
  onPremisesInstanceTagFilters: readonly TagFilter[]
  autoScalingGroups: readonly string[]
}

export async function registeredInstances(store: Store, accountId: string): Promise<Instance[]> {
  const all = await store.list('instances', directoryKeys.instances(accountId))
  return all.filter((instance) => instance.deregisterTime === undefined)
}

/** Both lists match every registered host's tags; a host needs to be in one of them, or of a scaling group. */
export function namesMatching(instances: readonly Instance[], choice: HostChoice): string[] {
  const filters = [...choice.ec2TagFilters, ...choice.onPremisesInstanceTagFilters]
  return instances
    .filter(({ tags }) => matchesTagFilters(tags, filters) || isOfScalingGroup(tags, choice.autoScalingGroups))
    .map((instance) => instance.instanceName)
    .toSorted(byNaturalOrder)
}

/** Made by one of these groups, or by a copy of it that a deployment made. */
export function isOfScalingGroup(tags: readonly Tag[], groups: readonly string[]): boolean {
  return tags.some(({ Key, Value }) => Key === scalingGroupTag && groups.some((group) => isOrCopies(Value, group)))
}

function isOrCopies(name: string, group: string): boolean {
  const copies = replacementGroupName(group, '')
  return name === group || (name.startsWith(copies) && /^d-[A-Z0-9]{9}$/.test(name.slice(copies.length)))
}
