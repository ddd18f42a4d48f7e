import type { Handler } from '../../handler.ts'
import { findDeployment } from '../../queries/find-deployment.ts'

export const getDeployment: Handler<'getDeployment'> = async ({ deploymentId }, { actor, ports }) => ({
  deploymentInfo: await findDeployment(ports.store, actor.accountId, deploymentId),
})
