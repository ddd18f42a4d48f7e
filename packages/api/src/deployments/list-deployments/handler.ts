import { limits, refuse, type Application } from '@sluice/model'
import type { Handler } from '../../handler.ts'
import type { ParsedOf } from '../../operation.ts'
import { findApplication, findApplications } from '../../queries/find-application.ts'
import { findGroup } from '../../queries/find-group.ts'
import type { listDeployments as contract } from './contract.ts'
import type { DeploymentFacets, DeploymentQuery, Store } from '@sluice/store'

type Wanted = ParsedOf<typeof contract>
type Where = Pick<DeploymentQuery, 'applicationName' | 'applications' | 'deploymentGroupId' | 'createdFrom'>

/** For one page, so that no filter makes it dear: a few milliseconds of reading, whatever the history has grown to. */
const mostLookedAt = 5000

export const listDeployments: Handler<'listDeployments'> = async (input, { actor, ports }) => {
  const { accountId } = actor
  const where = await whereOf(ports.store, accountId, input)
  const page = await ports.store.listDeployments({
    accountId,
    ...where,
    ...timesOf(input, where.createdFrom),
    ...facetsOf(input),
    limit: limits.pageRows,
    mostLookedAt,
    ...(input.nextToken !== undefined && { cursor: input.nextToken }),
  })
  return {
    deployments: page.rows.map((row) => row.deploymentId),
    deploymentsInfo: page.rows,
    ...(page.next !== undefined && { nextToken: page.next }),
    ...(page.lookedBackTo !== undefined && { lookedBackTo: page.lookedBackTo }),
  }
}

/** Names are what people know; the group that has the name now is what is meant. */
async function whereOf(store: Store, accountId: string, input: Wanted): Promise<Where> {
  const { applicationName, deploymentGroupName, applicationNames = [] } = input
  if (applicationName === undefined && deploymentGroupName !== undefined)
    refuse(
      'ApplicationNameRequiredException',
      'applicationName is missing: a group is known within its application only.',
    )
  const applications = await findApplications(store, accountId, applicationNames)
  const others = applications.length > 0 ? { applications } : {}
  if (applicationName === undefined) return onlyOne(applications) ?? others
  if (deploymentGroupName !== undefined) {
    const { deploymentGroupId } = await findGroup(store, accountId, applicationName, deploymentGroupName)
    return { deploymentGroupId, ...others }
  }
  return { ...only(await findApplication(store, accountId, applicationName)), ...others }
}

/** An index leads to one application, not to several. */
const onlyOne = ([application, ...more]: readonly Application[]): Where | undefined =>
  application !== undefined && more.length === 0 ? only(application) : undefined

/** Since it was created: what is older was done to another one that had its name. */
const only = ({ applicationName, createTime }: Application): Where => ({ applicationName, createdFrom: createTime })

function timesOf({ createTimeRange: range }: Wanted, atLeast = ''): Pick<DeploymentQuery, 'createdFrom' | 'createdTo'> {
  if (range?.start !== undefined && range.end !== undefined && Date.parse(range.start) > Date.parse(range.end))
    refuse('InvalidTimeRangeException', 'createTimeRange.start lies after createTimeRange.end: exchange them.')
  return {
    ...(range?.start !== undefined && { createdFrom: later(inMilliseconds(range.start), atLeast) }),
    ...(range?.end !== undefined && { createdTo: inMilliseconds(range.end) }),
  }
}

function facetsOf(wanted: Wanted): DeploymentFacets {
  const { includeOnlyStatuses, deploymentTypes, creators, revisionName, text, withFailedHosts } = wanted
  return {
    ...(includeOnlyStatuses?.length && { statuses: includeOnlyStatuses }),
    ...(deploymentTypes?.length && { deploymentTypes }),
    ...(creators?.length && { creators }),
    ...(revisionName !== undefined && { revisionName }),
    ...(text !== undefined && { text }),
    ...(withFailedHosts === true && { withFailedHosts }),
  }
}

const later = (a: string, b: string): string => (a > b ? a : b)

/** Stored times have milliseconds; texts compare only in the same form. */
const inMilliseconds = (time: string): string => new Date(time).toISOString()
