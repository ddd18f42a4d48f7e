/**
 * The hosts that match right now, by name: nobody saves a filter blind. The live topic knows every host, whatever their number,
 * and the count changes while hosts come, go and fall silent.
 */
import { matchesTags } from '@sluice/model'
import type { InstanceRow, TagFilter, TagSelection } from '@sluice/model'
import { useTopic } from '../live/bridge.ts'
import { isHeard } from './is-heard.ts'

const mostNamed = 12
/** A page of names; the count is of all. */
const mostListed = 100

interface MatchingCountProps {
  /** Filters of which one must match, or everything a group selects by. */
  filters: readonly TagFilter[] | TagSelection
  /** Blue/green: hosts may be made, or found by what serves. */
  mayBeNone?: boolean
}

export function MatchingCount({ filters, mayBeNone = false }: MatchingCountProps) {
  const { data } = useTopic('instances')
  if (data === undefined) return null
  const selection = selectionOf(filters)
  const hosts = data.filter((host) => host.deregisterTime === undefined)
  const matching = hosts.filter((host) => matchesTags(host.tags, selection))
  const silent = matching.filter((host) => !isHeard(host))
  return (
    <div className="flex flex-col gap-1 text-sm">
      <p role="status" className="[overflow-wrap:anywhere]">
        <b>
          {matching.length.toLocaleString('en')} of {hosts.length.toLocaleString('en')}{' '}
          {hosts.length === 1 ? 'host' : 'hosts'}
        </b>{' '}
        {matching.length === 1 ? 'matches' : 'match'} now
        {matching.length > 0 && `: ${names(matching)}`}
        {matching.length === 0 && !mayBeNone && (
          <span className="text-ready-text"> ◆ a deployment would fail at once</span>
        )}
        {silent.length > 0 && (
          <span className="text-ready-text">
            {' '}
            ◆ {silent.length.toLocaleString('en')} {silent.length === 1 ? 'is' : 'are'} silent now: {names(silent)}
          </span>
        )}
      </p>
      {matching.length > mostNamed && <AllNames hosts={matching} />}
    </div>
  )
}

function AllNames({ hosts }: { hosts: readonly InstanceRow[] }) {
  return (
    <details>
      <summary className="inline-flex min-h-6 cursor-pointer items-center text-muted hover:text-text">
        {hosts.length > mostListed
          ? `The first ${mostListed} of ${hosts.length.toLocaleString('en')} names`
          : `All ${hosts.length} names`}
      </summary>
      <ul className="mt-1 flex flex-wrap gap-1.5">
        {hosts.slice(0, mostListed).map((host) => (
          <li key={host.instanceName} className="mono rounded border border-control px-1.5 [overflow-wrap:anywhere]">
            {host.instanceName}
            {!isHeard(host) && <span className="text-ready-text"> silent</span>}
          </li>
        ))}
      </ul>
    </details>
  )
}

function names(hosts: readonly InstanceRow[]): string {
  const shown = hosts.slice(0, mostNamed).map((host) => host.instanceName)
  return `${shown.join(', ')}${hosts.length > mostNamed ? ' …' : ''}`
}

/** Half-written filters are left out: a row that was just added matches nothing yet, and must not empty its tag group. */
function selectionOf(filters: MatchingCountProps['filters']): TagSelection {
  if (isList(filters)) return { ec2TagFilters: filters.filter(isBegun) }
  const { ec2TagFilters = [], ec2TagSet } = filters
  const groups = (ec2TagSet?.ec2TagSetList ?? []).map((group) => group.filter(isBegun))
  return {
    ...filters,
    ec2TagFilters: ec2TagFilters.filter(isBegun),
    ec2TagSet: { ec2TagSetList: groups.filter((group) => group.length > 0) },
  }
}

const isList = (filters: MatchingCountProps['filters']): filters is readonly TagFilter[] => Array.isArray(filters)

const isBegun = ({ Key = '', Value = '' }: TagFilter): boolean => Key !== '' || Value !== ''
