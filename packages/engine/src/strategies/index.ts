import type { DeploymentSpec } from '@sluice/model'
import { inPlace } from './in-place/in-place.ts'
import type { DeploymentType, Strategy } from './strategy.ts'

export const strategies = { IN_PLACE: inPlace } satisfies Partial<Record<DeploymentType, Strategy>>

/** Whether this engine can run it: in place without a load balancer. The group refuses every other. */
export function isSupported(spec: DeploymentSpec): boolean {
  const { deploymentType, deploymentOption } = spec.deploymentStyle
  return deploymentType in strategies && deploymentOption === 'WITHOUT_TRAFFIC_CONTROL'
}

export function strategyOf(spec: DeploymentSpec): Strategy {
  const found: Partial<Record<DeploymentType, Strategy>> = strategies
  const strategy = found[spec.deploymentStyle.deploymentType]
  if (strategy === undefined) throw new Error(`no strategy for ${spec.deploymentStyle.deploymentType}`)
  return strategy
}
