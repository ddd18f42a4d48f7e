/** How the list of applications is sorted: `?sort=groups`, or `?sort=-groups` for the other way round. */
import type { ApplicationOverview } from '@sluice/api/contracts'

export type SortField = 'name' | 'platform' | 'groups' | 'revisions' | 'created'

export interface Order {
  field: SortField
  direction: 'ascending' | 'descending'
}

const fields: readonly SortField[] = ['name', 'platform', 'groups', 'revisions', 'created']

export function orderIn(text: string | null): Order {
  const name = text?.replace(/^-/, '')
  const field = fields.find((one) => one === name)
  if (field === undefined) return { field: 'name', direction: 'ascending' }
  return { field, direction: text?.startsWith('-') === true ? 'descending' : 'ascending' }
}

/** A head that is pressed sorts by it, and the other way round when it did already. The usual order needs no words. */
export function orderText({ field, direction }: Order): string | undefined {
  if (direction === 'descending') return `-${field}`
  return field === 'name' ? undefined : field
}

export const turned = (order: Order, field: SortField): Order => ({
  field,
  direction: order.field === field && order.direction === 'ascending' ? 'descending' : 'ascending',
})

export function ordered(rows: readonly ApplicationOverview[], { field, direction }: Order): ApplicationOverview[] {
  const sign = direction === 'ascending' ? 1 : -1
  return rows.toSorted((a, b) => sign * compare[field](a, b) || compare.name(a, b))
}

const compare: { readonly [Field in SortField]: (a: ApplicationOverview, b: ApplicationOverview) => number } = {
  name: (a, b) => a.applicationName.localeCompare(b.applicationName, 'en', { numeric: true }),
  platform: (a, b) => a.computePlatform.localeCompare(b.computePlatform, 'en'),
  groups: (a, b) => a.groupCount - b.groupCount,
  revisions: (a, b) => a.revisionCount - b.revisionCount,
  created: (a, b) => a.createTime.localeCompare(b.createTime, 'en'),
}
