import type { DeploymentTarget } from '@sluice/model'

/** CodeDeploy's wrapping of a host among the kinds of targets. */
export const instanceTarget = (target: DeploymentTarget) =>
  ({ deploymentTargetType: 'InstanceTarget', instanceTarget: target }) as const
