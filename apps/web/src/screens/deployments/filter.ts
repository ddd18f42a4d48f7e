/** The filter of the list, which lives in the URL: what is seen can be sent. Unknown values are dropped, and named. */
import type { Input } from '@sluice/api/contracts'
import type { DeploymentCreator, DeploymentStatus, DeploymentStyle, DeploymentSummary } from '@sluice/model'
import type { HistoryFacet } from '../../paths.ts'
import type { Zone } from '../../ui/time-format.ts'
import { periodOf } from './period.ts'
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

export interface ReadFilter {
  filter: DeploymentFilter
  /** What the address holds and no filter can be made of, as `status=Nonsense`. */
  dropped: string[]
}

interface Clock {
  /** Milliseconds since the epoch. */
  now: number
  zone: Zone
}

const longestText = 200

/** `sort` is no filter; `v` is the version of old links. */
const otherKeys: readonly string[] = ['sort', 'v']
const facets = [
  'status',
  'application',
  'group',
  'type',
  'creator',
  'revision',
  'started',
  'from',
  'to',
  'q',
  'waiting',
]
const isKnownKey = (key: string): boolean => facets.includes(key) || otherKeys.includes(key)

export function readFilter(params: URLSearchParams, clock: Clock): ReadFilter {
  const dropped = [...params.keys()].filter((key) => !isKnownKey(key)).map((key) => said(params, key))
  const drop = (key: HistoryFacet) => void dropped.push(said(params, key))
  const among = <Value extends string>(key: HistoryFacet, options: readonly Value[]): Value[] => {
    const given = listIn(params, key)
    const known = options.filter((option) => given.includes(option))
    if (known.length < given.length) drop(key)
    return known
  }
  const text = (key: HistoryFacet): string | undefined => {
    const value = params.get(key)?.trim() ?? ''
    if (value.length > longestText) drop(key)
    return value === '' || value.length > longestText ? undefined : value
  }
  const applications = namesIn(params, 'application')
  const group = applications.length === 1 ? text('group') : undefined
  if (group === undefined && params.has('group')) drop('group')
  const { period, isBad } = periodOf(params, clock)
  if (isBad)
    dropped.push(
      ...(['started', 'from', 'to'] as const).filter((key) => params.has(key)).map((key) => said(params, key)),
    )
  if (params.has('waiting') && params.get('waiting') !== '1') drop('waiting')
  const filter = {
    statuses: among('status', shownStatuses),
    applications,
    group,
    type: among('type', shownTypes)[0],
    creators: among('creator', shownCreators),
    revision: text('revision'),
    period,
    text: text('q'),
    waiting: params.get('waiting') === '1',
  }
  return { filter, dropped }
}

export const filterFrom = (
  params: URLSearchParams,
  clock: Clock = { now: Date.now(), zone: 'local' },
): DeploymentFilter => readFilter(params, clock).filter

/** How many of its parts filter anything: "Clear 2 filters". */
export function filterCount(filter: DeploymentFilter): number {
  const { statuses, applications, creators, group, type, revision, period, text, waiting } = filter
  const lists = [statuses, applications, creators].filter((list) => list.length > 0)
  return (
    lists.length + [group, type, revision, period, text].filter((one) => one !== undefined).length + (waiting ? 1 : 0)
  )
}

export const isFiltered = (filter: DeploymentFilter): boolean => filterCount(filter) > 0

export function listInput(filter: DeploymentFilter): Input<'listDeployments'> {
  const { applications, group, type, creators, revision, period, text } = filter
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
  }
}

/** Whether a row that comes live belongs into the list. What waits for the reader is not known of a row alone. */
export function matches(filter: DeploymentFilter, row: DeploymentSummary): boolean {
  const { statuses, applications, group, type, creators, revision, period, text, waiting } = filter
  const { start, end } = period?.range ?? {}
  const created = Date.parse(row.createTime)
  return (
    isAmong(statuses, row.status) &&
    isAmong(applications, row.applicationName) &&
    isAmong(creators, row.creator) &&
    (!waiting || row.status === 'Ready') &&
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

const listIn = (params: URLSearchParams, key: HistoryFacet): string[] => [
  ...new Set((params.get(key) ?? '').split(',').filter((value) => value !== '')),
]

/** Names may hold commas: the address has one after the other, each by itself. */
const namesIn = (params: URLSearchParams, key: HistoryFacet): string[] => [
  ...new Set(params.getAll(key).filter((value) => value !== '')),
]

/** The address as it stands, shortened: it may be anything. */
const said = (params: URLSearchParams, key: string): string => `${key}=${params.get(key) ?? ''}`.slice(0, 60)

/** The same address with one facet changed. A group belongs to one application, a quick period and days exclude each other. */
export function withFacet(
  params: URLSearchParams,
  key: HistoryFacet,
  value: string | readonly string[] | undefined,
): URLSearchParams {
  const next = new URLSearchParams(params)
  const values = typeof value === 'string' ? [value.trim()] : (value ?? [])
  put(next, key, key === 'application' ? values : [values.join(',')])
  if (key === 'application') next.delete('group')
  if (key === 'started') for (const day of ['from', 'to']) next.delete(day)
  if (key === 'from' || key === 'to') next.delete('started')
  return next
}

/** In the place where it stood before. */
function put(params: URLSearchParams, key: string, values: readonly string[]): void {
  const [first, ...others] = values.filter((value) => value !== '')
  if (first === undefined) return params.delete(key)
  params.set(key, first)
  for (const value of others) params.append(key, value)
}
