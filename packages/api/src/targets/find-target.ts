import { refuse, type DeploymentTarget } from '@sluice/model'
import type { Store } from '@sluice/store'

export async function findTarget(store: Store, deploymentId: string, targetId: string): Promise<DeploymentTarget> {
  const target = await store.getTarget(deploymentId, targetId)
  if (target !== undefined) return target
  refuse(
    'DeploymentTargetDoesNotExistException',
    `Deployment ${deploymentId} has no target ${targetId}: listDeploymentTargets names those it has.`,
  )
}
