/** Tag filters as people say them, and what the server says of them. */
import type { ApiError } from '@sluice/api/client'
import { tagGroupsOf } from '@sluice/model'
import type { TagFilter, TagSelection } from '@sluice/model'

export function filterWords({ Type, Key = '', Value = '' }: TagFilter): string {
  if (Type === 'KEY_ONLY') return `any ${Key}`
  if (Type === 'VALUE_ONLY') return `any tag with value ${Value}`
  return `${Key}=${Value}`
}

/** "env=prod or env=test, and zone=eu". Of both kinds: "…; or …". Empty where no tag selects. */
export function selectionWords(selection: TagSelection): string {
  return tagGroupsOf(selection)
    .map((groups) => groups.map((filters) => filters.map(filterWords).join(' or ')).join(', and '))
    .join('; or ')
}

/** The fields of the two forms in which tags are sent. */
export const tagFields = ['ec2TagFilters', 'ec2TagSet', 'onPremisesInstanceTagFilters', 'onPremisesTagSet']

/** What is wrong with tags, each with the place that the form gives it. */
export function tagComplaints(error: ApiError | null): string[] {
  const about = error?.details.filter(({ field }) => tagFields.some((name) => field?.startsWith(name) === true)) ?? []
  return about.map(({ field = '', message }) => placed(field, message))
}

function placed(field: string, message: string): string {
  const places = [...field.matchAll(/\[(\d+)\]/g)].map(([, at]) => Number(at) + 1)
  const words = message.startsWith(`${field} `) ? message.slice(field.length + 1) : message
  const part = /\.(Key|Value|Type)$/.exec(field)?.[1]
  const [first, second] = places
  if (first === undefined) return words.charAt(0).toUpperCase() + words.slice(1)
  const place = second === undefined ? `Tag filter ${first}` : `Tag group ${first}, tag filter ${second}`
  return `${place}: ${part === undefined ? '' : `${part} `}${words}`
}

/** Which hosts belong to a group, in one sentence. */
export function whichHosts(selection: TagSelection & { autoScalingGroups: readonly string[] }): string {
  const { autoScalingGroups } = selection
  const tags = selectionWords(selection)
  const ways = [
    ...(tags === '' ? [] : [`with ${tags}`]),
    ...(autoScalingGroups.length === 0
      ? []
      : [`of the scaling ${autoScalingGroups.length === 1 ? 'group' : 'groups'} ${autoScalingGroups.join(', ')}`]),
  ]
  return ways.length === 0 ? 'No tag filter: this group selects no host.' : `Hosts ${ways.join(', and hosts ')}`
}
