import type { Handler } from '../../handler.ts'
import { findDeployment } from '../../queries/find-deployment.ts'

export const getDeploymentLog: Handler<'getDeploymentLog'> = async (input, { actor, ports }) => {
  const { deploymentId, targetId, event, fromSeq, limit } = input
  await findDeployment(ports.store, actor.accountId, deploymentId)
  return ports.logs.read(deploymentId, {
    ...(targetId !== undefined && { targetId }),
    ...(event !== undefined && { event }),
    ...(fromSeq !== undefined && { fromSeq }),
    limit,
  })
}
