/** The hosts that match right now, by name: nobody saves a filter blind. The live topic knows every host, whatever their number. */
import { matchesTagFilters } from '@sluice/model'
import type { TagFilter } from '@sluice/model'
import { useTopic } from '../live/bridge.ts'

const mostNamed = 12

interface MatchingCountProps {
  filters: readonly TagFilter[]
  /** Blue/green: hosts may be made, or found by what serves. */
  mayBeNone?: boolean
}

export function MatchingCount({ filters, mayBeNone = false }: MatchingCountProps) {
  const { data } = useTopic('instances')
  if (data === undefined) return null
  const complete = filters.filter((filter) => (filter.Key ?? '') !== '' || (filter.Value ?? '') !== '')
  const hosts = data.filter((host) => host.deregisterTime === undefined)
  const names = hosts.filter((host) => matchesTagFilters(host.tags, complete)).map((host) => host.instanceName)
  return (
    <p role="status" className="text-sm">
      <b>
        {names.length.toLocaleString('en')} of {hosts.length.toLocaleString('en')} hosts
      </b>{' '}
      match now
      {names.length > 0 && `: ${names.slice(0, mostNamed).join(', ')}${names.length > mostNamed ? ' …' : ''}`}
      {names.length === 0 && !mayBeNone && <span className="text-ready-text"> ◆ a deployment would fail at once</span>}
    </p>
  )
}
