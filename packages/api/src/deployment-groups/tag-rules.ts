/** The two forms in which a group selects hosts by tags: a flat list, or tag groups. Source: facts, sections 1.3 and 1.4. */
import { limits, refuse, type DeploymentGroup, type RefusalCode, type TagSelection } from '@sluice/model'

export function refuseBadTags(given: TagSelection): void {
  const { ec2TagSet, onPremisesTagSet } = given
  if (isBoth(given.ec2TagFilters, ec2TagSet?.ec2TagSetList))
    refuseBoth('InvalidEC2TagCombinationException', 'ec2TagSet', 'ec2TagFilters')
  if (isBoth(given.onPremisesInstanceTagFilters, onPremisesTagSet?.onPremisesTagSetList))
    refuseBoth('InvalidOnPremisesTagCombinationException', 'onPremisesTagSet', 'onPremisesInstanceTagFilters')
  refuseTooMany('ec2TagSet.ec2TagSetList', ec2TagSet?.ec2TagSetList)
  refuseTooMany('onPremisesTagSet.onPremisesTagSetList', onPremisesTagSet?.onPremisesTagSetList)
}

const isBoth = (flat: readonly unknown[] = [], set: readonly unknown[] = []): boolean =>
  flat.length > 0 && set.length > 0

function refuseBoth(code: RefusalCode, set: string, flat: string): never {
  const message = `${set} cannot stand beside ${flat}: give one of the two. A flat list is the same as a set with one tag group.`
  refuse(code, message, [{ field: set, rule: 'combination', message }])
}

function refuseTooMany(field: string, set: readonly unknown[] = []): void {
  if (set.length <= limits.tagGroupsPerGroup) return
  const message = `${field} has ${set.length} tag groups, and at most ${limits.tagGroupsPerGroup} are possible: put filters together in one tag group.`
  refuse('TagSetListLimitExceededException', message, [{ field, rule: 'limit', message }])
}

export function withoutEmptySets({ ec2TagSet, onPremisesTagSet, ...group }: DeploymentGroup): DeploymentGroup {
  return {
    ...group,
    ...(ec2TagSet && ec2TagSet.ec2TagSetList.length > 0 && { ec2TagSet }),
    ...(onPremisesTagSet && onPremisesTagSet.onPremisesTagSetList.length > 0 && { onPremisesTagSet }),
  }
}

type WithTags = Pick<
  DeploymentGroup,
  'ec2TagFilters' | 'onPremisesInstanceTagFilters' | 'ec2TagSet' | 'onPremisesTagSet'
>

/** A set that is given takes the place of the flat list, and the other way round; an empty one clears only itself. */
export function withoutReplacedTags<Group extends WithTags>(before: Group, given: TagSelection): Group {
  const { ec2TagSet, onPremisesTagSet, ...rest } = before
  const keepsEc2Set = (given.ec2TagFilters ?? []).length === 0
  const keepsOwnSet = (given.onPremisesInstanceTagFilters ?? []).length === 0
  return {
    ...(rest as Group),
    ...(keepsEc2Set && ec2TagSet && { ec2TagSet }),
    ...(keepsOwnSet && onPremisesTagSet && { onPremisesTagSet }),
    ...((given.ec2TagSet?.ec2TagSetList ?? []).length > 0 && { ec2TagFilters: [] }),
    ...((given.onPremisesTagSet?.onPremisesTagSetList ?? []).length > 0 && { onPremisesInstanceTagFilters: [] }),
  }
}
