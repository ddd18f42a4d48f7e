/**
 * What adding and removing tags makes of a host's, for the operations that do it and for the one that says it before. A host
 * has one value for a key: adding replaces it. Removing means key and value; what a host does not have is removed already.
 */
import { limits, refuse, type Instance, type Tag } from '@sluice/model'
import { directoryKeys, type DirectoryChange, type Store } from '@sluice/store'

export interface TagChange {
  tagsToAdd: readonly Tag[]
  tagsToRemove: readonly Tag[]
}

/** All of them or none: one that is not there, or would have too many tags, refuses the whole. */
export async function rowsWithTags(
  store: Store,
  accountId: string,
  instanceNames: readonly string[],
  change: TagChange,
): Promise<DirectoryChange[]> {
  for (const tags of [change.tagsToAdd, change.tagsToRemove]) refuseTooManyTags(tags)
  const instances = await taggable(store, accountId, instanceNames)
  return instances.flatMap((instance): DirectoryChange[] => {
    const put = withTags(instance, change)
    if (JSON.stringify(put.tags) === JSON.stringify(instance.tags)) return []
    return [{ collection: 'instances', key: directoryKeys.instance(accountId, instance.instanceName), put }]
  })
}

export function withTags(instance: Instance, change: TagChange): Instance {
  const tags = changedTags(instance.tags, change)
  if (tags.length > limits.tagsPerInstance) refuseOneTooMany(instance, tags)
  return { ...instance, tags }
}

function changedTags(tags: readonly Tag[], { tagsToAdd, tagsToRemove }: TagChange): Tag[] {
  const kept = tags.filter((tag) => !tagsToRemove.some((gone) => gone.Key === tag.Key && gone.Value === tag.Value))
  const values = new Map(tagsToAdd.map((tag) => [tag.Key, tag]))
  const known = new Set(kept.map(({ Key }) => Key))
  return [...kept.map((tag) => values.get(tag.Key) ?? tag), ...tagsToAdd.filter(({ Key }) => !known.has(Key))]
}

/** The registered hosts of these names. */
export async function taggable(store: Store, accountId: string, instanceNames: readonly string[]): Promise<Instance[]> {
  const names = [...new Set(instanceNames)]
  if (names.length > limits.instancesPerTagChange)
    refuse(
      'InstanceLimitExceededException',
      `instanceNames names ${names.length} hosts: change the tags of at most ${limits.instancesPerTagChange} at a time.`,
    )
  const found = await Promise.all(names.map((name) => store.get('instances', directoryKeys.instance(accountId, name))))
  const registered = found.filter((one): one is Instance => one !== undefined && one.deregisterTime === undefined)
  if (registered.length < names.length) refuseMissing(names, registered)
  return registered
}

export function refuseTooManyTags(tags: readonly Tag[]): void {
  if (tags.length > limits.tagsPerInstance)
    refuse(
      'TagLimitExceededException',
      `There are ${tags.length} tags in the call: a host has at most ${limits.tagsPerInstance}, so send at most as many.`,
    )
}

function refuseOneTooMany({ instanceName }: Instance, tags: readonly Tag[]): never {
  refuse(
    'TagLimitExceededException',
    `${instanceName} would have ${tags.length} tags, and a host has at most ${limits.tagsPerInstance}: remove some there first.`,
  )
}

function refuseMissing(names: readonly string[], registered: readonly Instance[]): never {
  const there = new Set(registered.map(({ instanceName }) => instanceName))
  const missing = names.filter((name) => !there.has(name)).slice(0, 5)
  refuse(
    'InstanceNotRegisteredException',
    `No host is registered as ${missing.join(', ')}: check the name, or enrol it first. No tag of any host was changed.`,
  )
}

export const tagsInWords = (tags: readonly Tag[]): string =>
  tags.map(({ Key, Value }) => (Value === '' ? Key : `${Key}=${Value}`)).join(', ')
