import { assertNever, refuse, type DeploymentSummary } from '@sluice/model'
import type { Call, Handler } from '../../handler.ts'
import type { ParsedOf } from '../../operation.ts'
import { findRunningDeployment } from '../../queries/find-deployment.ts'
import { asBlueGreen } from '../approval/as-blue-green.ts'
import { signalDeployment } from '../signal-deployment.ts'
import { approveReroute } from './approve-reroute.ts'
import type { continueDeployment as contract } from './contract.ts'

export const continueDeployment: Handler<'continueDeployment'> = async (input, call) => {
  const deployment = await findRunningDeployment(call.ports.store, call.actor.accountId, input.deploymentId)
  const wait = input.deploymentWaitType ?? waitOf(deployment)
  if (wait === 'HOLD') return release(deployment, call)
  refuseOtherWait(deployment, wait)
  switch (wait) {
    case 'READY_WAIT':
      return approveReroute(asBlueGreen(deployment), input, call)
    case 'TERMINATION_WAIT':
      return endTerminationWait(deployment, call)
    default:
      return assertNever(wait, 'wait')
  }
}

type Wait = NonNullable<ParsedOf<typeof contract>['deploymentWaitType']>

/** The wait that the deployment is in; of one that waits for nobody, a hold, which is then refused. */
function waitOf({ held, blueGreen }: DeploymentSummary): Wait {
  if (blueGreen?.step === 'ready') return 'READY_WAIT'
  if (blueGreen?.step === 'terminationWait' && held === undefined) return 'TERMINATION_WAIT'
  return 'HOLD'
}

function refuseOtherWait(deployment: DeploymentSummary, wait: Exclude<Wait, 'HOLD'>): void {
  const { deploymentId, blueGreen } = deployment
  if (blueGreen === undefined)
    refuse(
      'UnsupportedActionForDeploymentTypeException',
      `Deployment ${deploymentId} is in place: only a hold can be continued (deploymentWaitType HOLD, or none).`,
    )
  const waitsIn = waitOf(deployment)
  if (waitsIn === wait) return
  if (waitsIn !== 'HOLD')
    refuse('InvalidDeploymentWaitTypeException', `Deployment ${deploymentId} is in its ${waitsIn}, not in a ${wait}.`)
  const other = wait === 'READY_WAIT' ? 'the reroute' : 'the end of its originals'
  refuse('DeploymentIsNotInReadyStateException', `Deployment ${deploymentId} does not wait for ${other} now.`)
}

async function release(deployment: DeploymentSummary, call: Call) {
  if (deployment.held === undefined)
    refuse(
      'DeploymentIsNotInReadyStateException',
      `Deployment ${deployment.deploymentId} waits for nobody: it is not held, or was continued already.`,
    )
  return signalDeployment(call, deployment, { kind: 'release', by: call.actor.name }, () => ({}))
}

async function endTerminationWait(deployment: DeploymentSummary, call: Call) {
  const wish = { kind: 'endTerminationWait', by: call.actor.name } as const
  return signalDeployment(call, deployment, wish, () => ({
    status: 'continued' as const,
    statusMessage: 'The wait is over: the originals end now.',
  }))
}
