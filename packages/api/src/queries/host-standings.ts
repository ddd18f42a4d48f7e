/** How the hosts of a group stand with it, as the store has it since the last deployment ended: one bounded read a group. */
import type { DeploymentGroup, GroupHostStanding } from '@sluice/model'
import type { Store } from '@sluice/store'

/** Undefined of a host that the group never deployed to. */
export type GroupStandings = (instanceName: string) => GroupHostStanding | undefined

export async function standingsOf(
  store: Pick<Store, 'listStandings'>,
  { deploymentGroupId }: Pick<DeploymentGroup, 'deploymentGroupId'>,
): Promise<GroupStandings> {
  const rows = await store.listStandings(deploymentGroupId)
  const byName = new Map(rows.map((row) => [row.instanceName, row]))
  return (name) => byName.get(name)
}
