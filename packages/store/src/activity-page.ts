/** A page of activity, the same for every adapter: where it begins, how far it looks, and the place after it. */
import { refuse, type ActivityKind } from '@sluice/model'
import { deploymentRow, factRow } from './rows.ts'
import type { ActivityQuery, ActivityRow, Page } from './store.ts'

/** `fact` and `deployment` as the texts that are kept. */
export interface FoundActivity {
  place: number
  kind: ActivityKind
  /** Empty when it came by itself. */
  by: string
  fact: string
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

function rowOf({ place, kind, by, fact, deployment }: FoundActivity): ActivityRow {
  return { place, kind, ...(by !== '' && { by }), fact: factRow(fact), deployment: deploymentRow(deployment) }
}

function placeOf(cursor: string): number {
  if (!/^[1-9]\d{0,14}$/.test(cursor))
    refuse('InvalidNextTokenException', 'The token of the next page is not one that was given out.')
  return Number(cursor)
}
