import { limits, refuse } from '@sluice/model'
import type { Handler } from '../../handler.ts'
import type { ParsedOf } from '../../operation.ts'
import { findApplication } from '../../queries/find-application.ts'
import { findGroup } from '../../queries/find-group.ts'
import type { listDeployments as contract } from './contract.ts'
import type { DeploymentQuery, Store } from '@sluice/store'

export const listDeployments: Handler<'listDeployments'> = async (input, { actor, ports }) => {
  const { accountId } = actor
  const where = await whereOf(ports.store, accountId, input)
  const { includeOnlyStatuses, createTimeRange: range, nextToken } = input
  if (range?.start !== undefined && range.end !== undefined && Date.parse(range.start) > Date.parse(range.end))
    refuse('InvalidTimeRangeException', 'createTimeRange.start lies after createTimeRange.end: exchange them.')
  const page = await ports.store.listDeployments({
    accountId,
    ...where,
    ...(includeOnlyStatuses?.length && { statuses: includeOnlyStatuses }),
    ...(range?.start !== undefined && { createdFrom: inMilliseconds(range.start) }),
    ...(range?.end !== undefined && { createdTo: inMilliseconds(range.end) }),
    limit: limits.pageRows,
    ...(nextToken !== undefined && { cursor: nextToken }),
  })
  return {
    deployments: page.rows.map((row) => row.deploymentId),
    deploymentsInfo: page.rows,
    ...(page.next !== undefined && { nextToken: page.next }),
  }
}

/** Names are what people know; the group that has the name now is what is meant. */
async function whereOf(
  store: Store,
  accountId: string,
  { applicationName, deploymentGroupName }: ParsedOf<typeof contract>,
): Promise<Pick<DeploymentQuery, 'applicationName' | 'deploymentGroupId'>> {
  if (applicationName === undefined && deploymentGroupName !== undefined)
    refuse(
      'ApplicationNameRequiredException',
      'applicationName is missing: a group is known within its application only.',
    )
  if (applicationName === undefined) return {}
  if (deploymentGroupName !== undefined) {
    const { deploymentGroupId } = await findGroup(store, accountId, applicationName, deploymentGroupName)
    return { deploymentGroupId }
  }
  await findApplication(store, accountId, applicationName)
  return { applicationName }
}

/** Stored times have milliseconds; texts compare only in the same form. */
const inMilliseconds = (time: string): string => new Date(time).toISOString()
