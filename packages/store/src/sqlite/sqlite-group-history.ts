/** What a group did, found without reading its deployments one after the other: however many small ones came since. */
import type { Database } from 'better-sqlite3'
import { deploymentRow, targetRow } from '../rows.ts'
import type { Store } from '../store.ts'

type Reads = Pick<Store, 'listWholeSuccesses' | 'listTargetsOfHost'>

interface Place {
  borderTime: string
  borderId: string
}

/** As a group itself decides it: the condition of the index `deployments_whole_successes`, word for word: SQLite takes the index for nothing else. */
export const isWholeSuccess = `status = 'Succeeded' AND (
    coalesce(json_extract(body, '$.narrowed.leftOut'), 0) = 0
    OR (json_extract(body, '$.narrowed.othersRunIt') = 1 AND json_extract(body, '$.deploymentOverview.Failed') = 0))`

const ofTheGroup = `account_id = @accountId AND deployment_group_id = @deploymentGroupId
  AND create_time BETWEEN @createdFrom AND @createdTo`
const newestFirst = 'ORDER BY create_time DESC, deployment_id DESC'

export function sqliteGroupHistory(database: Database): Reads {
  const wholeSuccesses = database
    .prepare<[string, string, number], string>(
      `SELECT body FROM deployments WHERE account_id = ? AND deployment_group_id = ? AND ${isWholeSuccess}
       ${newestFirst} LIMIT ?`,
    )
    .pluck()
  const firstNotLookedAt = database.prepare<[object], Place>(
    `SELECT create_time AS borderTime, deployment_id AS borderId FROM deployments
     WHERE ${ofTheGroup} ${newestFirst} LIMIT 1 OFFSET @mostLookedAt`,
  )
  const ofHost = database
    .prepare<[object], string>(
      `SELECT targets.body FROM deployments CROSS JOIN targets USING (deployment_id)
       WHERE ${ofTheGroup} AND (create_time, deployment_id) > (@borderTime, @borderId) AND target_id = @targetId
       ${newestFirst} LIMIT @rows`,
    )
    .pluck()
  return {
    listWholeSuccesses: async ({ accountId, deploymentGroupId, limit }) =>
      wholeSuccesses.all(accountId, deploymentGroupId, limit).map(deploymentRow),
    listTargetsOfHost: async (query) => {
      const among = { ...wheneverCreated, ...query }
      const border = firstNotLookedAt.get(among)
      const found = ofHost.all({ ...among, ...(border ?? beforeAll), rows: query.limit + 1 })
      return {
        rows: found.slice(0, query.limit).map(targetRow),
        isAll: border === undefined && found.length <= query.limit,
      }
    },
  }
}

/** Every time lies between these two, as text. */
const wheneverCreated = { createdFrom: '', createdTo: '~' }
const beforeAll: Place = { borderTime: '', borderId: '' }
