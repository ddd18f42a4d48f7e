import { refuse, type DeploymentSummary } from '@sluice/model'
import type { Moment } from './moment.ts'

export function asBlueGreen(deployment: DeploymentSummary): Moment['deployment'] {
  const { blueGreen, deploymentId } = deployment
  if (blueGreen !== undefined) return { ...deployment, blueGreen }
  refuse(
    'UnsupportedActionForDeploymentTypeException',
    `Deployment ${deploymentId} is in place: there is no reroute to approve.`,
  )
}
