/** The filter of the list: what is asked of the server by it, and which rows that come live it lets in. `address.ts` has it as text. */
import type { Input } from '@sluice/api/contracts'
import type { DeploymentCreator, DeploymentStatus, DeploymentStyle, DeploymentSummary } from '@sluice/model'
import type { Period } from './period.ts'

export interface DeploymentFilter {
  statuses: readonly DeploymentStatus[]
  applications: readonly string[]
  /** Of the one application that is chosen. */
  group: string | undefined
  type: DeploymentStyle['deploymentType'] | undefined
  creators: readonly DeploymentCreator[]
  revision: string | undefined
  period: Period | undefined
  /** Words in the id, the revision or the description. */
  text: string | undefined
  /** Only where hosts failed, however it ended: a success may leave some behind. */
  failedHosts: boolean
  /** Only what waits for the reader. */
  waiting: boolean
}

export const shownStatuses = [
  'Ready',
  'InProgress',
  'Baking',
  'Succeeded',
  'Failed',
  'Stopped',
  'Created',
  'Queued',
] as const satisfies DeploymentStatus[]

export const typeWords = { IN_PLACE: 'In place', BLUE_GREEN: 'Blue/green' } as const
export const shownTypes = ['IN_PLACE', 'BLUE_GREEN'] as const

/** Who starts deployments here. `CodeDeploy` and others are names that other installations may send. */
export const creatorWords = {
  user: 'Somebody',
  codeDeployRollback: 'Automatic rollback',
  autoscaling: 'New hosts',
  CodeDeployAutoUpdate: 'Follow-on',
  CodeDeploy: 'CodeDeploy',
} as const satisfies Partial<Record<DeploymentCreator, string>>
export const shownCreators = [
  'user',
  'codeDeployRollback',
  'autoscaling',
  'CodeDeployAutoUpdate',
  'CodeDeploy',
] as const

/** How many of its parts filter anything: "Clear 2 filters". */
export function filterCount(filter: DeploymentFilter): number {
  const { statuses, applications, creators, group, type, revision, period, text, failedHosts, waiting } = filter
  const lists = [statuses, applications, creators].filter((list) => list.length > 0)
  const ticks = [failedHosts, waiting].filter(Boolean)
  const others = [group, type, revision, period, text].filter((one) => one !== undefined)
  return lists.length + others.length + ticks.length
}

export const isFiltered = (filter: DeploymentFilter): boolean => filterCount(filter) > 0

export function listInput(filter: DeploymentFilter): Input<'listDeployments'> {
  const { applications, group, type, creators, revision, period, text, failedHosts } = filter
  const statuses: readonly DeploymentStatus[] = filter.waiting ? ['Ready'] : filter.statuses
  const [applicationName] = applications
  return {
    ...(statuses.length === 0 ? {} : { includeOnlyStatuses: [...statuses] }),
    ...(applications.length === 1 && applicationName !== undefined ? { applicationName } : {}),
    ...(applications.length > 1 ? { applicationNames: [...applications] } : {}),
    ...(group === undefined ? {} : { deploymentGroupName: group }),
    ...(type === undefined ? {} : { deploymentTypes: [type] }),
    ...(creators.length === 0 ? {} : { creators: [...creators] }),
    ...(revision === undefined ? {} : { revisionName: revision }),
    ...(period === undefined ? {} : { createTimeRange: period.range }),
    ...(text === undefined ? {} : { text }),
    ...(failedHosts ? { withFailedHosts: true } : {}),
  }
}

/** Whether a row that comes live belongs into the list. What waits for the reader is not known of a row alone. */
export function matches(filter: DeploymentFilter, row: DeploymentSummary): boolean {
  const { statuses, applications, group, type, creators, revision, period, text, failedHosts, waiting } = filter
  const { start, end } = period?.range ?? {}
  const created = Date.parse(row.createTime)
  return (
    isAmong(statuses, row.status) &&
    isAmong(applications, row.applicationName) &&
    isAmong(creators, row.creator) &&
    (!waiting || row.status === 'Ready') &&
    (!failedHosts || row.deploymentOverview.Failed > 0) &&
    (group === undefined || group === row.deploymentGroupName) &&
    (type === undefined || type === row.deploymentStyle.deploymentType) &&
    (revision === undefined || revision === row.revisionName) &&
    (start === undefined || created >= Date.parse(start)) &&
    (end === undefined || created <= Date.parse(end)) &&
    (text === undefined || wordsOf(row).includes(text.toLowerCase()))
  )
}

const isAmong = <Value>(chosen: readonly Value[], value: Value): boolean =>
  chosen.length === 0 || chosen.includes(value)

/** The same words that the server looks in. */
const wordsOf = ({ deploymentId, revisionName, description = '' }: DeploymentSummary): string =>
  `${deploymentId} ${revisionName} ${description}`.toLowerCase()
