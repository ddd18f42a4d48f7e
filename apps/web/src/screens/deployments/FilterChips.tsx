/** What filters the list now, one chip each: pressing it takes it out. */
import { deploymentLooks } from '../../components/status.ts'
import type { HistoryFacet } from '../../paths.ts'
import { Button } from '../../ui/Button.tsx'
import { dayTime, useZone } from '../../ui/time-format.ts'
import type { Zone } from '../../ui/time-format.ts'
import { withFacet } from './address.ts'
import { creatorWords, filterCount, typeWords } from './filter.ts'
import type { DeploymentFilter } from './filter.ts'
import { useFacets } from './use-facets.ts'
import { quickWords } from './period.ts'
import type { Period } from './period.ts'

interface Chip {
  keys: readonly HistoryFacet[]
  /** "Status: Failed, Stopped" */
  text: string
}

export function FilterChips({ filter }: { filter: DeploymentFilter }) {
  const { setParams } = useFacets()
  const zone = useZone()
  const chips = chipsOf(filter, zone)
  const count = filterCount(filter)
  if (count === 0) return null
  const takeOut = (keys: readonly HistoryFacet[]) =>
    setParams((before) => keys.reduce((params, key) => withFacet(params, key, ''), before), { replace: true })
  return (
    <div role="group" aria-label="Filters that are set" className="flex flex-wrap items-center gap-1.5">
      {chips.map(({ keys, text }) => (
        <button
          key={text}
          type="button"
          onClick={() => takeOut(keys)}
          aria-label={`Take out ${text}`}
          className="inline-flex min-h-7 max-w-full items-center gap-1.5 rounded-full border border-control px-2.5 text-xs hover:bg-surface max-sm:min-h-11"
        >
          <span className="truncate">{text}</span>
          <span aria-hidden>✕</span>
        </button>
      ))}
      <Button look="quiet" onClick={() => takeOut(chips.flatMap((chip) => chip.keys))}>
        Clear {count === 1 ? 'filter' : `${count} filters`}
      </Button>
    </div>
  )
}

export function chipsOf(filter: DeploymentFilter, zone: Zone): Chip[] {
  const { statuses, applications, group, type, creators, revision, period, text, failedHosts, waiting } = filter
  const chip = (isSet: boolean, keys: readonly HistoryFacet[], words: () => string): Chip[] =>
    isSet ? [{ keys, text: words() }] : []
  return [
    ...chip(text !== undefined, ['q'], () => `Find: ${text}`),
    ...chip(
      statuses.length > 0,
      ['status'],
      () => `Status: ${statuses.map((one) => deploymentLooks[one].word).join(', ')}`,
    ),
    ...chip(applications.length > 0, ['application'], () => `Application: ${applications.join(', ')}`),
    ...chip(group !== undefined, ['group'], () => `Group: ${group}`),
    ...chip(type !== undefined, ['type'], () => `Type: ${type === undefined ? '' : typeWords[type]}`),
    ...chip(creators.length > 0, ['creator'], () => `Started by: ${creators.map(creatorWord).join(', ')}`),
    ...chip(revision !== undefined, ['revision'], () => `Revision: ${revision}`),
    ...(period === undefined
      ? []
      : [{ keys: ['started', 'from', 'to'] as const, text: `Started: ${periodText(period, zone)}` }]),
    ...chip(failedHosts, ['failedHosts'], () => 'Has failed hosts'),
    ...chip(waiting, ['waiting'], () => 'Waiting for you'),
  ]
}

export const creatorWord = (creator: DeploymentFilter['creators'][number]): string =>
  creator in creatorWords ? creatorWords[creator as keyof typeof creatorWords] : creator

function periodText({ quick, range }: Period, zone: Zone): string {
  if (quick !== undefined) return quickWords[quick].toLowerCase()
  const from = range.start === undefined ? '' : `from ${dayTime(Date.parse(range.start), zone)}`
  const to = range.end === undefined ? '' : `until ${dayTime(Date.parse(range.end), zone)}`
  return [from, to].filter((part) => part !== '').join(' ')
}
