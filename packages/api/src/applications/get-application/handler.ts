import type { Handler } from '../../handler.ts'
import { findApplication } from '../../queries/find-application.ts'

export const getApplication: Handler<'getApplication'> = async ({ applicationName }, { actor, ports }) => ({
  application: await findApplication(ports.store, actor.accountId, applicationName),
})
