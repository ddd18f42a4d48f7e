import { limits, type DeploymentGroup, type Instance, type Tag } from '@sluice/model'
import { directoryKeys, type Store } from '@sluice/store'
import type { Handler } from '../../handler.ts'
import { namesMatching } from '../../queries/matching-instances.ts'
import { byNaturalOrder } from '../../queries/natural-order.ts'
import { refuseTooManyTags, taggable, withTags } from '../changed-tags.ts'
import { whatJoiningDoes } from '../../deployment-groups/later-hosts/joining.ts'
import type { GroupAfterTags } from './contract.ts'

export const previewInstanceTags: Handler<'previewInstanceTags'> = async (input, { actor, ports: { store } }) => {
  const { accountId } = actor
  for (const tags of [input.tagsToAdd, input.tagsToRemove]) refuseTooManyTags(tags)
  const before = await taggable(store, accountId, input.instanceNames)
  const after = before.map((host) => withTags(host, input))
  if (input.newInstanceName !== undefined) after.push(notYet(accountId, input.newInstanceName, input.tagsToAdd))
  const groups: GroupAfterTags[] = []
  // Keys of groups begin like those of applications: the account's prefix lists the groups of all of them.
  for (const group of await store.list('deploymentGroups', directoryKeys.applications(accountId))) {
    const changed = await groupAfter(store, group, before, after)
    if (changed.joins.length + changed.leaves.length + changed.stays.length > 0) groups.push(changed)
  }
  return { groups: groups.slice(0, limits.pageRows), isCut: groups.length > limits.pageRows }
}

async function groupAfter(
  store: Store,
  group: DeploymentGroup,
  before: readonly Instance[],
  after: readonly Instance[],
): Promise<GroupAfterTags> {
  const was = new Set(await namesMatching(store, before, group))
  const is = new Set(await namesMatching(store, after, group))
  const { applicationName, deploymentGroupName, deploymentStyle } = group
  const names = [...new Set([...was, ...is])].toSorted(byNaturalOrder)
  const joins = names.filter((name) => !was.has(name))
  return {
    applicationName,
    deploymentGroupName,
    deploymentType: deploymentStyle.deploymentType,
    joins,
    leaves: names.filter((name) => !is.has(name)),
    stays: names.filter((name) => was.has(name) && is.has(name)),
    ...(joins.length > 0 && { joining: await whatJoiningDoes(store, group) }),
  }
}

function notYet(accountId: string, instanceName: string, tags: Tag[]): Instance {
  return {
    accountId,
    instanceName,
    tags,
    instanceArn: '',
    publicKey: '',
    registerTime: '',
    enrolledBy: '',
    os: '',
    agentVersion: '',
  }
}
