import type { DeploymentSpec } from '@sluice/model'
import { blueGreen } from './blue-green/blue-green.ts'
import { inPlace } from './in-place/in-place.ts'
import type { DeploymentType, Strategy } from './strategy.ts'

export const strategies = { IN_PLACE: inPlace, BLUE_GREEN: blueGreen } satisfies Record<DeploymentType, Strategy>

export function strategyOf(spec: DeploymentSpec): Strategy {
  return strategies[spec.deploymentStyle.deploymentType]
}
