/** The activity of an account, newest first: facts by their place, each with its deployment. */
import type { Database } from 'better-sqlite3'
import { activityPage, type FoundActivity } from '../activity-page.ts'
import type { Store } from '../store.ts'
import { applicationsText, isOfOne } from './of-applications.ts'

export function sqliteActivity(database: Database): Store['listActivity'] {
  const newest = database.prepare<[], number | null>('SELECT max(place) FROM activity').pluck()
  const found = database.prepare<[Record<string, unknown>], FoundActivity>(
    `SELECT activity.place AS place, activity.kind AS kind, activity.actor_name AS by, activity.fact AS fact,
       deployments.body AS deployment
     FROM activity
       JOIN deployments ON deployments.deployment_id = substr(activity.aggregate, length('deployment:') + 1)
     WHERE activity.place < @before AND activity.place >= @border AND deployments.account_id = @accountId
       AND (@kinds IS NULL OR activity.kind IN (SELECT value FROM json_each(@kinds)))
       AND (@by IS NULL OR activity.actor_name = @by)
       AND (@applications IS NULL OR ${isOfOne('@applications')})
     ORDER BY activity.place DESC LIMIT @rows`,
  )
  const list = (values: readonly string[] | undefined) => (values === undefined ? null : JSON.stringify(values))

  return async (query) => {
    const { accountId, kinds, by, applications, limit } = query
    return activityPage(query, newest.get() ?? 0, ({ before, border }) =>
      found.all({
        accountId,
        before,
        border,
        kinds: list(kinds),
        by: by ?? null,
        applications: applications === undefined ? null : applicationsText(applications),
        // One more than asked for: it tells whether a page follows.
        rows: limit + 1,
      }),
    )
  }
}
