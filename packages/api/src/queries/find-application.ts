import { refuse, type Application } from '@sluice/model'
import { directoryKeys, type Store } from '@sluice/store'

export async function findApplication(store: Store, accountId: string, name: string): Promise<Application> {
  const application = await store.get('applications', directoryKeys.application(accountId, name))
  if (application !== undefined) return application
  refuse(
    'ApplicationDoesNotExistException',
    `There is no application ${name}: check the name, or create it with createApplication.`,
  )
}
