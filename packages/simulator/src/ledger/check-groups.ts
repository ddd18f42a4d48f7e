/** What a commit says of a group belongs together: ends and releases, promised rollbacks, and the rows of how its hosts stand. */
import type { Commit } from '@sluice/store'
import { hold } from './broken.ts'
import type { DeploymentRecord } from './deployment-record.ts'
import type { GroupRecord } from './group-record.ts'
import { checkRowsOfHosts, takeRows } from './host-standing.ts'

/** The end of a deployment, the release of its group and the admission of its rollback are one commit. */
export function checkGroupOf({ spec, status, end }: DeploymentRecord, { active, admitted }: GroupRecord): void {
  const { deploymentId } = spec
  const isActive = active === deploymentId
  hold(
    'a group is free when its deployment has ended',
    isActive === (end === undefined),
    () => `${deploymentId}: ${status}, active: ${isActive}`,
  )
  const promised = end?.rollback?.deploymentId
  const isKept = promised === undefined || admitted.includes(promised)
  hold('a rollback that was promised is started', isKept, () => `${promised} takes back ${deploymentId}`)
}

/** Rows of hosts change with what a group is told of them, in the same commit. */
export function takeStandings({ appended, standings = [] }: Commit, group: (groupId: string) => GroupRecord): void {
  for (const change of standings) takeRows(group(change.deploymentGroupId), [change])
  const changed = new Set(standings.map((row) => row.deploymentGroupId))
  for (const { aggregate } of appended) if (aggregate.startsWith('group:')) changed.add(aggregate.slice(6))
  for (const groupId of changed) checkRowsOfHosts(group(groupId), groupId)
}
