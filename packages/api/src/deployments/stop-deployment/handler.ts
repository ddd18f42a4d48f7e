import type { Handler } from '../../handler.ts'
import { findRunningDeployment } from '../../queries/find-deployment.ts'
import { signalDeployment } from '../signal-deployment.ts'

export const stopDeployment: Handler<'stopDeployment'> = async ({ deploymentId, autoRollbackEnabled }, call) => {
  const deployment = await findRunningDeployment(call.ports.store, call.actor.accountId, deploymentId)
  const wish = { kind: 'stop', by: call.actor.name, rollBack: autoRollbackEnabled } as const
  return signalDeployment(call, deployment, wish, (events) =>
    events.some((event) => event.type === 'DeploymentEnded')
      ? { status: 'Succeeded', statusMessage: 'The deployment is stopped.' }
      : { status: 'Pending', statusMessage: 'No further event starts. Those that run are left to finish.' },
  )
}
