/** Deployments and their targets, read. Filters use indexed columns; a page starts where the last one ended (no offsets). */
import type { Database, Statement } from 'better-sqlite3'
import { pageOf, placeOf, type DeploymentPlace } from '../deployment-cursor.ts'
import { applicationsText, isOfOne } from './of-applications.ts'
import { deploymentRow, inSlices, targetRow } from '../rows.ts'
import type { DeploymentCount, DeploymentQuery, Store } from '../store.ts'

type Reads = Pick<
  Store,
  'getDeployment' | 'listDeployments' | 'countDeployments' | 'runningDeployments' | 'getTarget' | 'listTargets'
>

type Values = Record<string, unknown>

interface Body {
  body: string
}

export function sqliteDeployments(database: Database): Reads {
  const one = database.prepare<[string], Body>('SELECT body FROM deployments WHERE deployment_id = ?')
  const running = database.prepare<[], { deploymentId: string; groupId: string }>(
    `SELECT deployment_id AS deploymentId, deployment_group_id AS groupId FROM deployments
     WHERE status NOT IN ('Succeeded', 'Failed', 'Stopped') ORDER BY create_time, deployment_id`,
  )
  const counts = database.prepare<[string, string], DeploymentCount>(
    `SELECT substr(create_time, 1, 13) AS hour, status, count(*) AS count FROM deployments
     WHERE account_id = ? AND create_time >= ? GROUP BY 1, 2 ORDER BY 1, 2`,
  )
  const oneTarget = database.prepare<[string, string], Body>(
    'SELECT body FROM targets WHERE deployment_id = ? AND target_id = ?',
  )
  const allTargets = database
    .prepare<[string, number], string>('SELECT body FROM targets WHERE deployment_id = ? ORDER BY target_index LIMIT ?')
    .pluck()
  const lists = new Map<string, Statement<[Values]>>()

  return {
    getDeployment: async (deploymentId) => {
      const row = one.get(deploymentId)
      return row === undefined ? undefined : deploymentRow(row.body)
    },
    listDeployments: async (query) => {
      const { among, facets, values } = conditionsOf(query)
      const border = facets === '' ? undefined : borderOf(query, among, values)
      const within = border === undefined ? '' : ' AND (create_time, deployment_id) >= (@borderTime, @borderId)'
      const found = statement<Body>(
        `SELECT body FROM deployments WHERE ${among}${facets}${within} ${newestFirst} LIMIT @rows`,
      )
        .all({ ...values, borderTime: border?.createTime, borderId: border?.deploymentId })
        .map((row) => deploymentRow(row.body))
      return pageOf(found, query.limit, border)
    },
    countDeployments: async (accountId, from) => counts.all(accountId, from),
    runningDeployments: async () => running.all(),
    getTarget: async (deploymentId, targetId) => {
      const row = oneTarget.get(deploymentId, targetId)
      return row === undefined ? undefined : targetRow(row.body)
    },
    listTargets: (deploymentId, limit = noLimit) => inSlices(allTargets.all(deploymentId, limit), targetRow),
  }

  /** The last row that may be looked at; undefined when so many are not there. */
  function borderOf({ mostLookedAt }: DeploymentQuery, among: string, values: Values): DeploymentPlace | undefined {
    if (mostLookedAt === undefined) return undefined
    return statement<DeploymentPlace>(
      `SELECT create_time AS createTime, deployment_id AS deploymentId FROM deployments
       WHERE ${among} ${newestFirst} LIMIT 1 OFFSET @skipped`,
    ).get({ ...values, skipped: mostLookedAt - 1 })
  }

  /** As many statements as there are combinations of filters: the most common of a few hundred. */
  function statement<Row>(sql: string): Statement<[Values], Row> {
    const known = lists.get(sql) ?? database.prepare<[Values]>(sql)
    if (lists.size < mostStatements) lists.set(sql, known)
    return known as Statement<[Values], Row>
  }
}

const newestFirst = 'ORDER BY create_time DESC, deployment_id DESC'

/** To SQLite, a negative limit is none. */
const noLimit = -1
const mostStatements = 200

/** `among`: what an index leads to. `facets`: what each row is looked at for, with its `AND`; empty when nothing is. */
function conditionsOf(query: DeploymentQuery): { among: string; facets: string; values: Values } {
  const place = query.cursor === undefined ? undefined : placeOf(query.cursor)
  const wanted = (condition: string, value: unknown) => (value === undefined ? [] : [condition])
  const among = [
    'account_id = @accountId',
    ...wanted('application_name = @applicationName', query.applicationName),
    ...wanted('deployment_group_id = @deploymentGroupId', query.deploymentGroupId),
    ...wanted('create_time >= @createdFrom', query.createdFrom),
    ...wanted('create_time <= @createdTo', query.createdTo),
    ...wanted('(create_time, deployment_id) < (@afterTime, @afterId)', place),
  ]
  const facets = [
    ...wanted('status IN (SELECT value FROM json_each(@statuses))', query.statuses),
    ...wanted(isOfOne('@applications'), query.applications),
    ...wanted('deployment_type IN (SELECT value FROM json_each(@deploymentTypes))', query.deploymentTypes),
    ...wanted('creator IN (SELECT value FROM json_each(@creators))', query.creators),
    ...wanted('revision_name = @revisionName', query.revisionName),
    ...wanted('instr(words, @text) > 0', query.text),
    // Last: it reads the body.
    ...wanted("json_extract(body, '$.deploymentOverview.Failed') > 0", query.withFailedHosts),
  ]
  return {
    among: among.join(' AND '),
    facets: facets.map((condition) => ` AND ${condition}`).join(''),
    values: {
      accountId: query.accountId,
      applicationName: query.applicationName,
      deploymentGroupId: query.deploymentGroupId,
      createdFrom: query.createdFrom,
      createdTo: query.createdTo,
      afterTime: place?.createTime,
      afterId: place?.deploymentId,
      statuses: JSON.stringify(query.statuses ?? []),
      applications: applicationsText(query.applications ?? []),
      deploymentTypes: JSON.stringify(query.deploymentTypes ?? []),
      creators: JSON.stringify(query.creators ?? []),
      revisionName: query.revisionName,
      text: query.text?.toLowerCase(),
      // One more than asked for: it tells whether a page follows.
      rows: query.limit + 1,
    },
  }
}
