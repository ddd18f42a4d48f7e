/**
 * What may be done today with a deployment that has ended: what the engine said then was of its group, and that may be gone. Then
 * there is nowhere to deploy to again, and the reason says so before anybody presses.
 */
import { isTerminal, type DeploymentSummary } from '@sluice/model'
import type { Store } from '@sluice/store'

export async function ofToday(store: Store, deployment: DeploymentSummary): Promise<DeploymentSummary> {
  const { actions, applicationName, deploymentGroupId, deploymentGroupName, status } = deployment
  if (!isTerminal(status) || (await store.get('deploymentGroupIds', deploymentGroupId)) !== undefined) return deployment
  const gone = {
    allowed: false,
    reason: `The group ${deploymentGroupName} of ${applicationName} in which it ran was deleted. Create a deployment in a group that is there.`,
  }
  return { ...deployment, actions: { ...actions, redeploy: gone, rollBack: gone } }
}
