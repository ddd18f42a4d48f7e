/** The filter in the URL: what is seen can be sent. Unknown values are dropped, and named. */
import type { HistoryFacet } from '../../paths.ts'
import type { Zone } from '../../ui/time-format.ts'
import { shownCreators, shownStatuses, shownTypes, type DeploymentFilter } from './filter.ts'
import { periodOf } from './period.ts'

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
  'failedHosts',
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
  const tick = (key: HistoryFacet): boolean => {
    if (params.has(key) && params.get(key) !== '1') drop(key)
    return params.get(key) === '1'
  }
  const applications = namesIn(params, 'application')
  const group = applications.length === 1 ? text('group') : undefined
  if (group === undefined && params.has('group')) drop('group')
  const { period, isBad } = periodOf(params, clock)
  if (isBad)
    dropped.push(
      ...(['started', 'from', 'to'] as const).filter((key) => params.has(key)).map((key) => said(params, key)),
    )
  const filter = {
    statuses: among('status', shownStatuses),
    applications,
    group,
    type: among('type', shownTypes)[0],
    creators: among('creator', shownCreators),
    revision: text('revision'),
    period,
    text: text('q'),
    failedHosts: tick('failedHosts'),
    waiting: tick('waiting'),
  }
  return { filter, dropped }
}

export const filterFrom = (
  params: URLSearchParams,
  clock: Clock = { now: Date.now(), zone: 'local' },
): DeploymentFilter => readFilter(params, clock).filter

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
