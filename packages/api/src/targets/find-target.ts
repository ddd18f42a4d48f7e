import { refuse, type DeploymentTarget } from '@sluice/model'
import type { Store } from '@sluice/store'

export async function findTarget(store: Store, deploymentId: string, targetId: string): Promise<DeploymentTarget> {
  const target = await store.getTarget(deploymentId, targetId)
  if (target !== undefined) return target
  refuse(
    'DeploymentTargetDoesNotExistException',
    `Deployment ${deploymentId} has no target ${targetId}: check the name, or look at the list of its targets.`,
  )
}
