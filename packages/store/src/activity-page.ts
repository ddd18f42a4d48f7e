/** A page of activity, the same for every adapter: where it begins, how far it looks, and the place after it. */
import { isActivity, refuse, type ActivityEvent } from '@sluice/model'
import { deploymentRow, storedEvent } from './rows.ts'
import type { ActivityQuery, ActivityRow, AggregateKey, Page, StoredEvent } from './store.ts'

/** Texts as they are kept. */
export interface FoundActivity {
  place: number
  aggregate: AggregateKey
  event: string
  deployment: string
}

/** Places from `border` up to, not including, `before`. */
export interface Stretch {
  before: number
  border: number
}

export function activityPage(
  { cursor, limit, mostLookedAt }: ActivityQuery,
  newest: number,
  find: (stretch: Stretch) => FoundActivity[],
): Page<ActivityRow> {
  const before = cursor === undefined ? newest + 1 : placeOf(cursor)
  const border = Math.max(1, before - mostLookedAt)
  const found = find({ before, border })
  const rows = found.slice(0, limit).map(rowOf)
  const last = rows.at(-1)
  if (found.length > limit && last !== undefined) return { rows, next: String(last.place) }
  return border > 1 ? { rows, next: String(border) } : { rows }
}

function rowOf({ place, aggregate, event, deployment }: FoundActivity): ActivityRow {
  return { place, event: activity(storedEvent(aggregate, event)), deployment: deploymentRow(deployment) }
}

function activity(event: StoredEvent): ActivityEvent {
  if (isActivity(event)) return event
  throw new Error(`${event.type} is no activity`)
}

function placeOf(cursor: string): number {
  if (!/^[1-9]\d{0,14}$/.test(cursor))
    refuse('InvalidNextTokenException', 'The token of the next page is not one that was given out.')
  return Number(cursor)
}
