/** The order of the rows. The server lists the newest first; any other order is one of the rows that were loaded. */
import type { DeploymentSummary } from '@sluice/model'

export const orders = ['newest', 'oldest', 'longest', 'shortest'] as const
export type Order = (typeof orders)[number]

export const orderFrom = (params: URLSearchParams): Order =>
  orders.find((order) => order === params.get('sort')) ?? 'newest'

const tookMs = ({ startTime, createTime, completeTime }: DeploymentSummary): number | undefined =>
  completeTime === undefined ? undefined : Date.parse(completeTime) - Date.parse(startTime ?? createTime)

/** What still runs has no duration yet: it stays on top, where it was. */
export function ordered(rows: readonly DeploymentSummary[], order: Order): readonly DeploymentSummary[] {
  if (order === 'newest') return rows
  if (order === 'oldest') return rows.toReversed()
  const sign = order === 'longest' ? -1 : 1
  return rows.toSorted((a, b) => {
    const [first, second] = [tookMs(a), tookMs(b)]
    if (first === undefined || second === undefined) return Number(second === undefined) - Number(first === undefined)
    return sign * (first - second)
  })
}

/** Pressing a heading: its first order, then the other way round, then as the server lists. */
export function nextOrder(current: Order, column: 'started' | 'duration'): Order {
  const [first, second] = column === 'started' ? (['oldest', 'newest'] as const) : (['longest', 'shortest'] as const)
  if (current === first) return second
  return current === second && column === 'duration' ? 'newest' : first
}

export function ariaSort(current: Order, column: 'started' | 'duration'): 'ascending' | 'descending' | 'none' {
  if (column === 'started') return current === 'oldest' ? 'ascending' : current === 'newest' ? 'descending' : 'none'
  return current === 'shortest' ? 'ascending' : current === 'longest' ? 'descending' : 'none'
}
