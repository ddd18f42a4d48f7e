/**
 * Tags of hosts, and what selects hosts by them. One function, `matchesTags`, decides everywhere. Source: facts section 1.4.
 */
import { z } from 'zod'
import { limits } from './limits.ts'

export const TagFilter = z
  .object({
    Key: z.string().min(1, 'must not be empty').max(128).optional(),
    Value: z.string().max(256).optional(),
    Type: z.enum(['KEY_ONLY', 'VALUE_ONLY', 'KEY_AND_VALUE']),
  })
  .superRefine((filter, context) => {
    if (filter.Type !== 'VALUE_ONLY' && filter.Key === undefined)
      context.addIssue({ code: 'custom', path: ['Key'], message: `is required when Type is ${filter.Type}` })
    if (filter.Type !== 'KEY_ONLY' && filter.Value === undefined)
      context.addIssue({ code: 'custom', path: ['Value'], message: `is required when Type is ${filter.Type}` })
  })
export type TagFilter = z.infer<typeof TagFilter>

export const Tag = z.object({ Key: z.string().min(1).max(128), Value: z.string().max(256) })
export type Tag = z.infer<typeof Tag>

/** One tag group: its filters are alternatives. */
const TagGroup = z.array(TagFilter).min(1).max(limits.tagFiltersPerGroup)

/** Tag groups of which a host must match each. How many there may be is said by `TagSetListLimitExceededException`. */
export const EC2TagSet = z.strictObject({ ec2TagSetList: z.array(TagGroup) })
export type EC2TagSet = z.infer<typeof EC2TagSet>

export const OnPremisesTagSet = z.strictObject({ onPremisesTagSetList: z.array(TagGroup) })
export type OnPremisesTagSet = z.infer<typeof OnPremisesTagSet>

/** Everything of a group, or of a choice of hosts, that selects by tags. */
export interface TagSelection {
  ec2TagFilters?: readonly TagFilter[] | undefined
  ec2TagSet?: { readonly ec2TagSetList: readonly (readonly TagFilter[])[] } | undefined
  onPremisesInstanceTagFilters?: readonly TagFilter[] | undefined
  onPremisesTagSet?: { readonly onPremisesTagSetList: readonly (readonly TagFilter[])[] } | undefined
}

/**
 * Whether a host with these tags is selected. The two kinds are alternatives, and both look at every registered host's tags;
 * of each kind, a host must match every tag group. A flat list is one tag group.
 */
export function matchesTags(tags: readonly Tag[], selection: TagSelection): boolean {
  return tagGroupsOf(selection).some((groups) => groups.every((filters) => matchesTagFilters(tags, filters)))
}

/** The tag groups of each kind that selects at all: OR between the outer entries, AND between groups, OR inside a group. */
export function tagGroupsOf(selection: TagSelection): (readonly (readonly TagFilter[])[])[] {
  const { ec2TagFilters = [], onPremisesInstanceTagFilters = [] } = selection
  const kinds = [
    [...(ec2TagFilters.length > 0 ? [ec2TagFilters] : []), ...(selection.ec2TagSet?.ec2TagSetList ?? [])],
    [
      ...(onPremisesInstanceTagFilters.length > 0 ? [onPremisesInstanceTagFilters] : []),
      ...(selection.onPremisesTagSet?.onPremisesTagSetList ?? []),
    ],
  ]
  return kinds.filter((groups) => groups.length > 0)
}

/**
 * Whether a host with these tags is selected: filters are alternatives, values are case-sensitive and may hold `*`.
 * No filter at all selects nothing.
 */
export function matchesTagFilters(tags: readonly Tag[], filters: readonly TagFilter[]): boolean {
  return filters.some((filter) => tags.some((tag) => matchesOne(tag, filter)))
}

function matchesOne(tag: Tag, filter: TagFilter): boolean {
  const keyMatches = filter.Type === 'VALUE_ONLY' || tag.Key === filter.Key
  const valueMatches = filter.Type === 'KEY_ONLY' || matchesWildcard(tag.Value, filter.Value ?? '')
  return keyMatches && valueMatches
}

/** `*` stands for any run of characters. Walks both strings once, so no pattern is slow. */
function matchesWildcard(text: string, pattern: string): boolean {
  const parts = pattern.split('*')
  if (parts.length === 1) return text === pattern
  const [first = '', last = ''] = [parts[0], parts.at(-1)]
  if (text.length < first.length + last.length || !text.startsWith(first) || !text.endsWith(last)) return false
  let from = first.length
  const end = text.length - last.length
  for (const part of parts.slice(1, -1)) {
    const at = text.indexOf(part, from)
    if (at < 0 || at + part.length > end) return false
    from = at + part.length
  }
  return true
}
