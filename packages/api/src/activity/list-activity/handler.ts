import type { ActivityRow } from '@sluice/store'
import type { Handler } from '../../handler.ts'
import { activityText } from '../../queries/activity-text.ts'
import { findApplications } from '../../queries/find-application.ts'
import { isoTime } from '../../queries/random-ids.ts'
import type { ActivityInfo } from './contract.ts'

const pageRows = 50
/** For one page, so that no filter makes it dear. */
const mostLookedAt = 5000

export const listActivity: Handler<'listActivity'> = async (input, { actor: { accountId }, ports: { store } }) => {
  const { applicationNames = [], kinds = [], by, nextToken } = input
  const applications = await findApplications(store, accountId, applicationNames)
  const page = await store.listActivity({
    accountId,
    ...(applications.length > 0 && { applications }),
    ...(kinds.length > 0 && { kinds }),
    ...(by !== undefined && { by }),
    ...(nextToken !== undefined && { cursor: nextToken }),
    limit: pageRows,
    mostLookedAt,
  })
  return { activity: page.rows.map(info), ...(page.next !== undefined && { nextToken: page.next }) }
}

function info({ place, kind, by, fact, deployment }: ActivityRow): ActivityInfo {
  const { deploymentId, applicationName, deploymentGroupName, revisionName, status } = deployment
  return {
    place,
    at: isoTime(fact.at),
    kind,
    deploymentId,
    applicationName,
    deploymentGroupName,
    revisionName,
    status,
    text: activityText(fact),
    ...(by !== undefined && { by }),
  }
}
