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

/** Whether rows stay where they are while hosts go on. */
export const isSteady = (order: RowOrder): boolean => order === 'planned' || order === 'name'

/** `shown` comes in the planned order. */
export function orderedPlaces(fleet: Fleet, shown: readonly number[], order: RowOrder, now: number): readonly number[] {
  switch (order) {
    case 'planned':
      return shown
    case 'start':
      return shown.toSorted((a, b) => startOf(fleet, a) - startOf(fleet, b) || a - b)
    case 'slowest':
      return shown.toSorted((a, b) => (elapsed(fleet, b, now) ?? -1) - (elapsed(fleet, a, now) ?? -1) || a - b)
    case 'name': {
      const isShown = new Set(shown)
      return placesByName(fleet.names).filter((place) => isShown.has(place))
    }
  }
}

const compareNames = new Intl.Collator('en', { numeric: true }).compare
const sortedNames = new WeakMap<readonly string[], readonly number[]>()

/** Compared once a fleet: its names stay while it changes twenty times a second, and ten thousand take longer than a frame has. */
function placesByName(names: readonly string[]): readonly number[] {
  const known = sortedNames.get(names)
  if (known !== undefined) return known
  const places = names.map((_, place) => place).toSorted((a, b) => compareNames(names[a] ?? '', names[b] ?? ''))
  sortedNames.set(names, places)
  return places
}

/** What did not start comes last. */
const startOf = (fleet: Fleet, place: number): number => fleet.started[place] || Number.MAX_SAFE_INTEGER
