/** Deployments and their targets, read. Filters use indexed columns; a page starts where the last one ended (no offsets). */
import type { Database, Statement } from 'better-sqlite3'
import type { DeploymentSummary } from '@sluice/model'
import { cursorAfter, placeOf } from '../deployment-cursor.ts'
import { deploymentRow, inSlices, targetRow } from '../rows.ts'
import type { DeploymentQuery, Page, Store } from '../store.ts'

type Reads = Pick<Store, 'getDeployment' | 'listDeployments' | 'runningDeployments' | 'getTarget' | 'listTargets'>

interface Body {
  body: string
}

export function sqliteDeployments(database: Database): Reads {
  const one = database.prepare<[string], Body>('SELECT body FROM deployments WHERE deployment_id = ?')
  const running = database.prepare<[], { deploymentId: string; groupId: string }>(
    `SELECT deployment_id AS deploymentId, deployment_group_id AS groupId FROM deployments
     WHERE status NOT IN ('Succeeded', 'Failed', 'Stopped') ORDER BY create_time, deployment_id`,
  )
  const oneTarget = database.prepare<[string, string], Body>(
    'SELECT body FROM targets WHERE deployment_id = ? AND target_id = ?',
  )
  const allTargets = database
    .prepare<[string], string>('SELECT body FROM targets WHERE deployment_id = ? ORDER BY target_index')
    .pluck()
  const lists = new Map<string, Statement<[Record<string, unknown>], Body>>()

  return {
    getDeployment: async (deploymentId) => {
      const row = one.get(deploymentId)
      return row === undefined ? undefined : deploymentRow(row.body)
    },
    listDeployments: async (query) => {
      const { sql, values } = listSql(query)
      const rows = listStatement(sql)
        .all(values)
        .map((row) => deploymentRow(row.body))
      return pageOf(rows, query.limit)
    },
    runningDeployments: async () => running.all(),
    getTarget: async (deploymentId, targetId) => {
      const row = oneTarget.get(deploymentId, targetId)
      return row === undefined ? undefined : targetRow(row.body)
    },
    listTargets: (deploymentId) => inSlices(allTargets.all(deploymentId), targetRow),
  }

  /** As many statements as there are combinations of filters: a few dozen at most. */
  function listStatement(sql: string): Statement<[Record<string, unknown>], Body> {
    const statement = lists.get(sql) ?? database.prepare<[Record<string, unknown>], Body>(sql)
    lists.set(sql, statement)
    return statement
  }
}

/** One row more than asked for: it tells whether a page follows. */
function listSql(query: DeploymentQuery): { sql: string; values: Record<string, unknown> } {
  const place = query.cursor === undefined ? undefined : placeOf(query.cursor)
  const conditions = [
    'account_id = @accountId',
    query.applicationName === undefined ? '' : 'application_name = @applicationName',
    query.deploymentGroupId === undefined ? '' : 'deployment_group_id = @deploymentGroupId',
    query.statuses === undefined ? '' : 'status IN (SELECT value FROM json_each(@statuses))',
    query.createdFrom === undefined ? '' : 'create_time >= @createdFrom',
    query.createdTo === undefined ? '' : 'create_time <= @createdTo',
    place === undefined ? '' : '(create_time, deployment_id) < (@afterTime, @afterId)',
  ].filter((condition) => condition !== '')
  return {
    sql: `SELECT body FROM deployments WHERE ${conditions.join(' AND ')}
          ORDER BY create_time DESC, deployment_id DESC LIMIT @rows`,
    values: {
      accountId: query.accountId,
      applicationName: query.applicationName,
      deploymentGroupId: query.deploymentGroupId,
      statuses: JSON.stringify(query.statuses ?? []),
      createdFrom: query.createdFrom,
      createdTo: query.createdTo,
      afterTime: place?.createTime,
      afterId: place?.deploymentId,
      rows: query.limit + 1,
    },
  }
}

function pageOf(found: DeploymentSummary[], limit: number): Page<DeploymentSummary> {
  const rows = found.slice(0, limit)
  const last = rows.at(-1)
  return found.length > rows.length && last !== undefined ? { rows, next: cursorAfter(last) } : { rows }
}
