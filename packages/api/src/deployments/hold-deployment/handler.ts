import type { Handler } from '../../handler.ts'
import { findRunningDeployment } from '../../queries/find-deployment.ts'
import { signalDeployment } from '../signal-deployment.ts'

export const holdDeployment: Handler<'holdDeployment'> = async ({ deploymentId }, call) => {
  const deployment = await findRunningDeployment(call.ports.store, call.actor.accountId, deploymentId)
  return signalDeployment(call, deployment, { kind: 'hold', by: call.actor.name }, () => ({}))
}
