import { isTerminal, refuse, type DeploymentSummary } from '@sluice/model'
import type { Store } from '@sluice/store'

/** Another account's deployment is answered like one that never was: existence does not leak (A16). */
export async function findDeployment(
  store: Store,
  accountId: string,
  deploymentId: string,
): Promise<DeploymentSummary> {
  const deployment = await store.getDeployment(deploymentId)
  if (deployment !== undefined && deployment.accountId === accountId) return deployment
  refuse('DeploymentDoesNotExistException', `There is no deployment ${deploymentId}: check the id.`)
}

export async function findRunningDeployment(
  store: Store,
  accountId: string,
  deploymentId: string,
): Promise<DeploymentSummary> {
  const deployment = await findDeployment(store, accountId, deploymentId)
  if (!isTerminal(deployment.status)) return deployment
  refuse(
    'DeploymentAlreadyCompletedException',
    `Deployment ${deploymentId} has already ended (${deployment.status}): there is nothing left to stop, hold or continue.`,
  )
}
