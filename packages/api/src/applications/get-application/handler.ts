import type { Handler } from '../../handler.ts'
import { findApplication } from '../../queries/find-application.ts'
import { overviewOf } from '../belongings.ts'

export const getApplication: Handler<'getApplication'> = async ({ applicationName }, { actor, ports }) => {
  const application = await findApplication(ports.store, actor.accountId, applicationName)
  return { application: await overviewOf(ports.store, application) }
}
