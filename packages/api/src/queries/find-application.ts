import { refuse, type Application } from '@sluice/model'
import { directoryKeys, type Store } from '@sluice/store'

export async function findApplication(store: Store, accountId: string, name: string): Promise<Application> {
  const application = await store.get('applications', directoryKeys.application(accountId, name))
  if (application !== undefined) return application
  await refuseFormerName(store, accountId, name)
  refuse(
    'ApplicationDoesNotExistException',
    `There is no application ${name}: check the name, or create the application first.`,
  )
}

export async function findApplications(
  store: Store,
  accountId: string,
  names: readonly string[],
): Promise<Application[]> {
  const found: Application[] = []
  for (const name of names) found.push(await findApplication(store, accountId, name))
  return found
}

async function refuseFormerName(store: Store, accountId: string, name: string): Promise<void> {
  const all = await store.list('applications', directoryKeys.applications(accountId))
  const renamed = all.find(({ formerNames = [] }) => formerNames.includes(name))
  if (renamed === undefined) return
  const message = `There is no application ${name} any more: it was renamed and is called ${renamed.applicationName} now.`
  refuse('ApplicationDoesNotExistException', message, [
    { field: 'applicationName', rule: 'renamed', message, fix: renamed.applicationName },
  ])
}
