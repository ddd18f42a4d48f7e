/** All lifecycle events of a deployment of this style, in order; in blue/green each host runs those of its side. */
import {
  allowTrafficEvents,
  blockTrafficEvents,
  inPlaceEvents,
  type DeploymentStyle,
  type LifecycleEventName,
} from '@sluice/model'

export function lifecycleEventsOf({ deploymentType, deploymentOption }: DeploymentStyle): LifecycleEventName[] {
  if (deploymentType === 'BLUE_GREEN') return [...inPlaceEvents, ...allowTrafficEvents, ...blockTrafficEvents]
  if (deploymentOption === 'WITHOUT_TRAFFIC_CONTROL') return [...inPlaceEvents]
  return [...blockTrafficEvents, ...inPlaceEvents, ...allowTrafficEvents]
}
