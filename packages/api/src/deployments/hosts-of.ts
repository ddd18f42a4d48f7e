/** The hosts of a new deployment in the order they will be taken: one fleet in place, two in blue/green. */
import type { BlueGreenSpec, DeploymentGroup } from '@sluice/model'
import type { Store } from '@sluice/store'
import type { Ports } from '../ports.ts'
import { fleetOf } from '../queries/fleet.ts'
import { fleetsOf, forwardSpec, refuseTargetInstancesInPlace, type TargetInstances } from './blue-green/fleets.ts'

export async function hostsOf(
  ports: Pick<Ports, 'provisioner' | 'balancers'>,
  store: Store,
  group: DeploymentGroup,
  targetInstances: TargetInstances | undefined,
): Promise<{ targets: string[]; blueGreen?: BlueGreenSpec }> {
  if (group.deploymentStyle.deploymentType === 'IN_PLACE') {
    refuseTargetInstancesInPlace(targetInstances)
    return { targets: await fleetOf(store, group) }
  }
  const fleets = await fleetsOf(ports, store, group, targetInstances)
  return { targets: [...fleets.replacements, ...fleets.originals], blueGreen: forwardSpec(group, fleets) }
}
