/** Nothing hangs: where no host runs and nobody is waited for, the deployment has ended. */
import { hold } from './broken.ts'
import { hasEnded, type DeploymentRecord } from './deployment-record.ts'

export function checkGoesOn(record: DeploymentRecord): void {
  const { spec, status, stage, isHeld, provisioning, ready, termination, retiring } = record
  const isWaiting = isHeld || status === 'Baking' || provisioning || ready || termination || retiring !== undefined
  const goesOn = hasEnded(record) || isWaiting || stage.inFlight > 0
  hold('a deployment that waits for nothing has ended', goesOn, () => `${spec.deploymentId} is ${status} and hangs`)
}
