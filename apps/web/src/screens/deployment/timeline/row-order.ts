/** In which order the targets stand. From the fleet's columns alone: ten thousand are ordered without asking for one. */
import type { Fleet } from '../../../live/fleet.ts'
import { elapsed } from '../fleet/describe.ts'

export const rowOrders = {
  planned: 'As planned',
  start: 'By start',
  slowest: 'Slowest first',
  name: 'By name',
} as const
export type RowOrder = keyof typeof rowOrders

export const rowOrderFrom = (text: string | null): RowOrder =>
  (Object.keys(rowOrders) as RowOrder[]).find((order) => order === text) ?? 'planned'

const byName = new Intl.Collator('en', { numeric: true }).compare

export function orderedPlaces(fleet: Fleet, shown: readonly number[], order: RowOrder, now: number): readonly number[] {
  switch (order) {
    case 'planned':
      return shown.toSorted((a, b) => a - b)
    case 'start':
      return shown.toSorted((a, b) => startOf(fleet, a) - startOf(fleet, b) || a - b)
    case 'slowest':
      return shown.toSorted((a, b) => (elapsed(fleet, b, now) ?? -1) - (elapsed(fleet, a, now) ?? -1) || a - b)
    case 'name':
      return shown.toSorted((a, b) => byName(fleet.names[a] ?? '', fleet.names[b] ?? ''))
  }
}

/** What did not start comes last. */
const startOf = (fleet: Fleet, place: number): number => fleet.started[place] || Number.MAX_SAFE_INTEGER
