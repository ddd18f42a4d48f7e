/**
 * The list's rows: pages asked for, patched by live rows. A row that was seen stays where it is (even when a filter no
 * longer matches it); new rows wait at the edge until they may come in.
 */
import type { DeploymentSummary } from '@sluice/model'
import { matches } from './filter.ts'
import type { DeploymentFilter } from './filter.ts'

export interface ListRows {
  shown: DeploymentSummary[]
  /** New since the list was looked at, newest first. */
  waiting: DeploymentSummary[]
}

export function listRows(
  pages: readonly DeploymentSummary[],
  live: readonly DeploymentSummary[],
  filter: DeploymentFilter,
  admitted: ReadonlySet<string>,
): ListRows {
  const liveById = new Map(live.map((row) => [row.deploymentId, row]))
  const known = new Set(pages.map((row) => row.deploymentId))
  const newest = pages[0]?.createTime ?? ''
  const fresh = live.filter((row) => !known.has(row.deploymentId) && row.createTime >= newest && matches(filter, row))
  const patched = pages.map((row) => liveById.get(row.deploymentId) ?? row)
  const isIn = (row: DeploymentSummary) => admitted.has(row.deploymentId)
  return {
    shown: [...fresh.filter(isIn), ...patched],
    waiting: fresh.filter((row) => !isIn(row)),
  }
}
