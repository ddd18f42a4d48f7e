/** The filter of the list, which lives in the URL: what is seen can be sent. Unknown values are dropped. */
import type { Input } from '@sluice/api/contracts'
import type { DeploymentStatus, DeploymentSummary } from '@sluice/model'

export interface DeploymentFilter {
  status: DeploymentStatus | undefined
  application: string | undefined
  group: string | undefined
}

export const shownStatuses = [
  'InProgress',
  'Succeeded',
  'Failed',
  'Stopped',
  'Created',
  'Queued',
] as const satisfies DeploymentStatus[]

export function filterFrom(params: URLSearchParams): DeploymentFilter {
  const application = params.get('application') ?? undefined
  return {
    status: shownStatuses.find((status) => status === params.get('status')),
    application,
    group: application === undefined ? undefined : (params.get('group') ?? undefined),
  }
}

export const isFiltered = (filter: DeploymentFilter): boolean =>
  filter.status !== undefined || filter.application !== undefined

export function listInput({ status, application, group }: DeploymentFilter): Input<'listDeployments'> {
  return {
    ...(status === undefined ? {} : { includeOnlyStatuses: [status] }),
    ...(application === undefined ? {} : { applicationName: application }),
    ...(group === undefined ? {} : { deploymentGroupName: group }),
  }
}

export function matches(filter: DeploymentFilter, row: DeploymentSummary): boolean {
  return (
    (filter.status === undefined || filter.status === row.status) &&
    (filter.application === undefined || filter.application === row.applicationName) &&
    (filter.group === undefined || filter.group === row.deploymentGroupName)
  )
}
