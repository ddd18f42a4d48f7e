/**
 * The rows of the timeline in their order. What the order depends on changes with each host, many times a second: then rows are
 * put in order once a second, so that there is time to draw them, and to read them.
 */
import type { TargetStatus } from '@sluice/model'
import { useMemo } from 'react'
import type { Fleet, FleetLabel } from '../../../live/fleet.ts'
import { shownTargets } from '../fleet/chosen.ts'
import { isSteady, orderedPlaces } from './row-order.ts'
import type { RowOrder } from './row-order.ts'

interface Wanted {
  states: readonly TargetStatus[]
  label: FleetLabel | undefined
  order: RowOrder
}

export function usePlaces(fleet: Fleet, { states, label, order }: Wanted, now: number): readonly number[] {
  const wanted = `${states.join(' ')}/${label ?? ''}/${order}`
  const moment = isSteady(order) && states.length === 0 ? 'always' : isSteady(order) ? fleet.revision : secondOf(now)
  return useMemo(
    () => orderedPlaces(fleet, shownTargets(fleet, states, false, label), order, now),
    // The fleet itself is another one after each change: its names say whose it is, the moment how new it must be.
    [fleet.names, wanted, moment],
  )
}

const secondOf = (now: number): number => Math.floor(now / 1000)
