/** Which targets the cards and the table show, and in which order. */
import type { TargetStatus } from '@sluice/model'
import { statusOf } from '../../../live/fleet.ts'
import type { Fleet, FleetLabel } from '../../../live/fleet.ts'

/** In the planned order, so that nothing moves while it is live; once it is over, failed ones come first. */
export function shownTargets(
  fleet: Fleet,
  states: readonly TargetStatus[],
  isOver: boolean,
  label?: FleetLabel,
  /** Only these places. */
  only?: ReadonlySet<number>,
): number[] {
  const places = fleet.names.map((_, index) => index)
  const every = only === undefined ? places : places.filter((index) => only.has(index))
  const all = label === undefined ? every : every.filter((index) => fleet.labels?.[index] === label)
  const chosen = states.length === 0 ? all : all.filter((index) => states.includes(statusOf(fleet, index)))
  if (!isOver) return chosen
  const isFailed = (index: number) => statusOf(fleet, index) === 'Failed'
  return [...chosen.filter(isFailed), ...chosen.filter((index) => !isFailed(index))]
}
