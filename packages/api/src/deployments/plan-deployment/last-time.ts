/** How the last deployment of a group ended on hosts that are out of service by it: it failed there, or left them part-way. */
import type { LastTime } from '@sluice/engine'
import type { DeploymentGroup, DeploymentTarget } from '@sluice/model'
import type { Store } from '@sluice/store'
import { hasBegun } from '../../queries/has-passed.ts'

/** A look-up each: of more than this, both are said. */
const mostAsked = 20
const rowsOfHost = 5
const mostLookedAt = 200

export async function lastTimeOf(
  store: Store,
  { accountId, deploymentGroupId }: DeploymentGroup,
  hosts: readonly string[],
): Promise<LastTime | undefined> {
  if (hosts.length === 0) return undefined
  if (hosts.length > mostAsked) return 'either'
  const those = { accountId, deploymentGroupId, limit: rowsOfHost, mostLookedAt }
  const found = await Promise.all(hosts.map((targetId) => store.listTargetsOfHost({ ...those, targetId })))
  const ends = new Set(found.map(({ rows }) => endOf(rows)))
  const [only = 'either'] = ends
  return ends.size === 1 ? only : 'either'
}

/** Of the newest one that did anything there: those that never began on it left it as it was. */
function endOf(rows: readonly DeploymentTarget[]): LastTime {
  const last = rows.find((row) => row.status === 'Failed' || hasBegun(row))
  if (last === undefined) return 'either'
  return last.status === 'Skipped' ? 'leftPartWay' : 'failed'
}
