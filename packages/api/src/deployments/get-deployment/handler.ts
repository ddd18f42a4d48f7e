import type { Handler } from '../../handler.ts'
import { findDeployment } from '../../queries/find-deployment.ts'
import { ofToday } from '../../queries/of-today.ts'

export const getDeployment: Handler<'getDeployment'> = async ({ deploymentId }, { actor, ports }) => ({
  deploymentInfo: await ofToday(ports.store, await findDeployment(ports.store, actor.accountId, deploymentId)),
})
