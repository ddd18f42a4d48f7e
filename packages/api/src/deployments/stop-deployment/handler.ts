import type { BlueGreenStanding, DeploymentSummary } from '@sluice/model'
import type { Handler } from '../../handler.ts'
import { findRunningDeployment } from '../../queries/find-deployment.ts'
import { refuseOverwrittenOriginals } from '../blue-green/way-back.ts'
import { signalDeployment } from '../signal-deployment.ts'

export const stopDeployment: Handler<'stopDeployment'> = async ({ deploymentId, autoRollbackEnabled, note }, call) => {
  const deployment = await findRunningDeployment(call.ports.store, call.actor.accountId, deploymentId)
  if (autoRollbackEnabled) await refuseOverwrittenOriginals(call.ports.store, deployment)
  const rollBack = autoRollbackEnabled
  const wish = { kind: 'stop', by: call.actor.name, rollBack, ...(note && { note }) } as const
  return signalDeployment(call, deployment, wish, (events) =>
    events.some((event) => event.type === 'DeploymentEnded')
      ? { status: 'Succeeded', statusMessage: stopped(deployment, autoRollbackEnabled) }
      : { status: 'Pending', statusMessage: stopping(deployment, autoRollbackEnabled) },
  )
}

function stopped({ blueGreen }: DeploymentSummary, rollBack: boolean): string {
  if (blueGreen?.kind === 'trafficBack') return `The deployment is stopped. ${whereBackLeaves(blueGreen)}`
  if (blueGreen?.trafficMovedAt !== undefined)
    return rollBack
      ? 'The deployment is stopped, and the users are being sent back to the original fleet.'
      : 'The deployment is stopped. The users stay on the replacement fleet, and the original hosts are kept.'
  if (blueGreen?.step === 'ready') return 'The deployment is stopped. The users stay on the original fleet.'
  return 'The deployment is stopped.'
}

function stopping({ blueGreen }: DeploymentSummary, rollBack: boolean): string {
  if (blueGreen?.kind === 'trafficBack') return `No further host is moved. ${whereBackLeaves(blueGreen)}`
  if (blueGreen?.step === 'ready')
    return blueGreen.isProvisioned
      ? 'No traffic moves: the users stay on the original fleet, and the replacement hosts are being ended.'
      : 'No traffic moves: the users stay on the original fleet.'
  if (blueGreen !== undefined && (blueGreen.step === 'rerouting' || blueGreen.step === 'blocking'))
    return rollBack
      ? 'No further host is moved. When the running moves are done, the users are sent back to the original fleet.'
      : 'No further host is moved. The users stay split between both fleets.'
  return 'No further event starts. Those that run are left to finish.'
}

/** A way back has no way back of its own, whatever was asked for. */
const whereBackLeaves = ({ trafficMovedAt }: BlueGreenStanding): string =>
  trafficMovedAt === undefined
    ? 'The users stay where they are now, which may be on both fleets; when it has ended they can be sent back again.'
    : 'The users are on the original fleet.'
