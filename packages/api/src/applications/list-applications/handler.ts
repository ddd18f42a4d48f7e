import type { Application } from '@sluice/model'
import { directoryKeys, type Store } from '@sluice/store'
import type { ApplicationOverview } from './contract.ts'
import type { Handler } from '../../handler.ts'
import { pageAfter } from '../../queries/pages.ts'

export const listApplications: Handler<'listApplications'> = async ({ nextToken }, { actor, ports }) => {
  const all = await ports.store.list('applications', directoryKeys.applications(actor.accountId))
  const page = pageAfter(all, nextToken, (application) => application.applicationName)
  return {
    applications: page.rows.map((application) => application.applicationName),
    applicationsInfo: await Promise.all(page.rows.map((application) => overviewOf(ports.store, application))),
    ...(page.nextToken !== undefined && { nextToken: page.nextToken }),
  }
}

async function overviewOf(store: Store, application: Application): Promise<ApplicationOverview> {
  const { accountId, applicationName } = application
  const [groups, revisions] = await Promise.all([
    store.list('deploymentGroups', directoryKeys.groups(accountId, applicationName)),
    store.list('revisions', directoryKeys.revisions(accountId, applicationName)),
  ])
  return { ...application, groupCount: groups.length, revisionCount: revisions.length }
}
