import { refuse } from '@sluice/model'
import type { Handler } from '../../handler.ts'
import { findRunningDeployment } from '../../queries/find-deployment.ts'
import { signalDeployment } from '../signal-deployment.ts'

export const continueDeployment: Handler<'continueDeployment'> = async (input, call) => {
  const { deploymentId, deploymentWaitType = 'HOLD' } = input
  const deployment = await findRunningDeployment(call.ports.store, call.actor.accountId, deploymentId)
  if (deploymentWaitType !== 'HOLD')
    refuse(
      'UnsupportedActionForDeploymentTypeException',
      `Deployment ${deploymentId} is in place: only a hold can be continued (deploymentWaitType HOLD, or none).`,
    )
  if (deployment.held === undefined)
    refuse(
      'DeploymentIsNotInReadyStateException',
      `Deployment ${deploymentId} waits for nobody: it is not held, or was continued already.`,
    )
  return signalDeployment(call, deployment, { kind: 'release', by: call.actor.name }, () => ({}))
}
