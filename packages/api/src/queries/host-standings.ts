/** How the hosts of a group stand with it, as the store has it since the last deployment ended: one bounded read a group. */
import type { StandingOf } from '@sluice/engine'
import type { DeploymentGroup } from '@sluice/model'
import type { Store } from '@sluice/store'

export async function standingsOf(
  store: Pick<Store, 'listStandings'>,
  { deploymentGroupId }: Pick<DeploymentGroup, 'deploymentGroupId'>,
): Promise<StandingOf> {
  const rows = await store.listStandings(deploymentGroupId)
  const byName = new Map(rows.map((row) => [row.instanceName, row]))
  return (name) => byName.get(name)
}
