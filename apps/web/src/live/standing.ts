/** How deployments stand: what questions depend on that are no topics. How many hosts are where is not part of it. */
import type { DeploymentSummary } from '@sluice/model'

type Rows = readonly DeploymentSummary[]

/** Whether it runs, how it ended, who held it or asked it to stop, how far the traffic is, and that it lost a host. */
export function standingOf({ status, held, stopRequested, blueGreen, deploymentOverview }: DeploymentSummary): string {
  const hasFailed = deploymentOverview?.Failed > 0
  return [status, held?.since, stopRequested?.at, blueGreen?.step, hasFailed].join(' ')
}

export const standingOfAll = (rows: Rows): string =>
  rows.map((row) => `${row.deploymentId} ${standingOf(row)}`).join(',')

/** The applications of which a deployment is new, gone or stands differently. */
export function changedApplications(before: Rows, after: Rows): ReadonlySet<string> {
  const known = new Map(before.map((row) => [row.deploymentId, row]))
  const changed = new Set<string>()
  for (const row of after) {
    const former = known.get(row.deploymentId)
    known.delete(row.deploymentId)
    // A row that was not told anew is the same object.
    if (former === row || (former !== undefined && standingOf(former) === standingOf(row))) continue
    changed.add(row.applicationName)
  }
  for (const { applicationName } of known.values()) changed.add(applicationName)
  return changed
}
