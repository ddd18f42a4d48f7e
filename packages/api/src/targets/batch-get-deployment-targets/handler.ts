import { limits, refuse } from '@sluice/model'
import type { Handler } from '../../handler.ts'
import { findDeployment } from '../../queries/find-deployment.ts'
import { findTarget } from '../find-target.ts'
import { instanceTarget } from '../target-answer.ts'

export const batchGetDeploymentTargets: Handler<'batchGetDeploymentTargets'> = async (input, { actor, ports }) => {
  const { targetIds } = input
  if (targetIds.length > limits.batchGetTargets)
    refuse(
      'DeploymentTargetListSizeExceededException',
      `targetIds names ${targetIds.length} targets: ask for at most ${limits.batchGetTargets} at a time.`,
    )
  const { deploymentId } = await findDeployment(ports.store, actor.accountId, input.deploymentId)
  const targets = await Promise.all(targetIds.map((targetId) => findTarget(ports.store, deploymentId, targetId)))
  return { deploymentTargets: targets.map(instanceTarget) }
}
