/** What a group did, in memory: the same answers as from the indexes of a disk. */
import type { DeploymentSummary } from '@sluice/model'
import { newestFirst } from '../deployment-cursor.ts'
import type { HostTargetsQuery } from '../store.ts'

/** As a group itself decides it: `isOfWholeGroup` of the engine. */
export function isWholeSuccess({ status, narrowed, deploymentOverview }: DeploymentSummary): boolean {
  if (status !== 'Succeeded') return false
  return (narrowed?.leftOut ?? 0) === 0 || (narrowed?.othersRunIt === true && deploymentOverview.Failed === 0)
}

/** `found`: the text of the host's row in a deployment. */
export function targetTextsOfHost(
  deployments: readonly DeploymentSummary[],
  query: HostTargetsQuery,
  found: (deploymentId: string) => string | undefined,
): { texts: string[]; isAll: boolean } {
  const among = deployments.filter((row) => isAmong(row, query)).toSorted(newestFirst)
  const texts = among
    .slice(0, query.mostLookedAt)
    .flatMap(({ deploymentId }) => found(deploymentId) ?? [])
    .slice(0, query.limit + 1)
  return {
    texts: texts.slice(0, query.limit),
    isAll: among.length <= query.mostLookedAt && texts.length <= query.limit,
  }
}

const isAmong = (row: DeploymentSummary, query: HostTargetsQuery): boolean =>
  row.accountId === query.accountId &&
  row.deploymentGroupId === query.deploymentGroupId &&
  (query.createdFrom === undefined || row.createTime >= query.createdFrom) &&
  (query.createdTo === undefined || row.createTime <= query.createdTo)
