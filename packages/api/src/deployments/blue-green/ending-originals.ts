/** Only what was provisioned here may be ended here: a host that somebody enrolled is somebody's. Source: ADR 5. */
import { refuse, type BlueGreenSpec, type DeploymentGroup } from '@sluice/model'
import type { Store } from '@sluice/store'
import { registeredInstances } from '../../queries/matching-instances.ts'
import { originsOf } from '../../queries/scaling-origins.ts'

const field = 'blueGreenDeploymentConfiguration.terminateBlueInstancesOnDeploymentSuccess.action'

export async function refuseEndingOthers(
  store: Store,
  { accountId }: DeploymentGroup,
  { targets, blueGreen }: { targets: readonly string[]; blueGreen?: BlueGreenSpec },
): Promise<void> {
  if (blueGreen?.kind !== 'forward' || blueGreen.originals.action !== 'TERMINATE') return
  const origins = await originsOf(store, await registeredInstances(store, accountId))
  const own = targets.slice(blueGreen.receiving).find((name) => !origins.has(name))
  if (own === undefined) return
  const message = `${own} serves now and is of no scaling group, but this group ends its originals (TERMINATE): change it to KEEP_ALIVE, then deploy.`
  refuse('InvalidBlueGreenDeploymentConfigurationException', message, [{ field, rule: 'blueGreen', message }])
}
