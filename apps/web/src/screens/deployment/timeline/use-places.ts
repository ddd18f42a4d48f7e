/**
 * The rows of the timeline in their order. What the order depends on changes with each host, many times a second: then rows are
 * put in order once a second, so that there is time to draw them, and to read them.
 */
import type { TargetStatus } from '@sluice/model'
import { useState } from 'react'
import type { Fleet, FleetLabel } from '../../../live/fleet.ts'
import { shownTargets } from '../fleet/chosen.ts'
import { isSteady, orderedPlaces } from './row-order.ts'
import type { RowOrder } from './row-order.ts'

interface Wanted {
  states: readonly TargetStatus[]
  label: FleetLabel | undefined
  order: RowOrder
}

export function usePlaces(fleet: Fleet, wanted: Wanted, now: number): readonly number[] {
  const [placesOf] = useState(createPlaces)
  return placesOf(fleet, wanted, now)
}

/** Remembers the last order: the fleet is another object after each change, so that no memo would. */
function createPlaces() {
  let last: { names: Fleet['names']; asked: string; places: readonly number[] } | undefined
  return (fleet: Fleet, { states, label, order }: Wanted, now: number): readonly number[] => {
    const asked = [...states, label, order, momentOf(fleet, states, order, now)].join(' ')
    if (last?.names !== fleet.names || last.asked !== asked) {
      const places = orderedPlaces(fleet, shownTargets(fleet, states, false, label), order, now)
      last = { names: fleet.names, asked, places }
    }
    return last.places
  }
}

/** The order is the same as long as this is. */
function momentOf(fleet: Fleet, states: readonly TargetStatus[], order: RowOrder, now: number): number {
  if (!isSteady(order)) return Math.floor(now / 1000)
  return states.length === 0 ? 0 : fleet.revision
}
