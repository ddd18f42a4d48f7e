import { directoryKeys } from '@sluice/store'
import type { Handler } from '../../handler.ts'
import { pageAfter } from '../../queries/pages.ts'
import { overviewOf } from '../belongings.ts'

export const listApplications: Handler<'listApplications'> = async ({ nextToken }, { actor, ports }) => {
  const all = await ports.store.list('applications', directoryKeys.applications(actor.accountId))
  const page = pageAfter(all, nextToken, (application) => application.applicationName)
  return {
    applications: page.rows.map((application) => application.applicationName),
    applicationsInfo: await Promise.all(page.rows.map((application) => overviewOf(ports.store, application))),
    ...(page.nextToken !== undefined && { nextToken: page.nextToken }),
  }
}
