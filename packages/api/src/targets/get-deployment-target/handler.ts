import type { Handler } from '../../handler.ts'
import { findDeployment } from '../../queries/find-deployment.ts'
import { findTarget } from '../find-target.ts'
import { instanceTarget } from '../target-answer.ts'

export const getDeploymentTarget: Handler<'getDeploymentTarget'> = async (input, { actor, ports: { store } }) => {
  const { deploymentId } = await findDeployment(store, actor.accountId, input.deploymentId)
  return { deploymentTarget: instanceTarget(await findTarget(store, deploymentId, input.targetId)) }
}
