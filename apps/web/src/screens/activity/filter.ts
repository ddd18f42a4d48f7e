/** The filter of the activity, which lives in the URL. What it does not know is dropped, and named. */
import type { Input } from '@sluice/api/contracts'
import { toldKinds } from '@sluice/model'
import type { ToldKind } from '@sluice/model'

export type Filter = Input<'listActivity'>

export const kindWords: Record<ToldKind, string> = {
  created: 'Created',
  asked: 'Asked by somebody',
  waiting: 'Waiting',
  traffic: 'Traffic',
  troubled: 'Trouble',
  ended: 'Ended',
  rolledBack: 'Rolled back',
  setUp: 'Set-up changed',
}

const known = ['kind', 'application', 'by', 'v']

export interface ReadFilter {
  filter: Filter
  dropped: string[]
  /** How many facets filter. */
  count: number
}

export function filterOf(params: URLSearchParams): ReadFilter {
  const asked = listIn(params, 'kind')
  const kinds = toldKinds.filter((kind) => asked.includes(kind))
  // Names may hold commas: each stands by itself in the address.
  const applicationNames = params.getAll('application').filter(Boolean)
  const by = params.get('by')?.trim()
  const filter: Filter = {
    ...(kinds.length > 0 && { kinds }),
    ...(applicationNames.length > 0 && { applicationNames }),
    ...(by !== undefined && by !== '' && { by }),
  }
  const strange = asked.filter((kind) => !kinds.some((one) => one === kind)).map((kind) => `kind=${kind}`)
  const unknown = [...params.keys()].filter((key) => !known.includes(key))
  return { filter, dropped: [...strange, ...unknown], count: Object.keys(filter).length }
}

const listIn = (params: URLSearchParams, key: string): string[] => (params.get(key) ?? '').split(',').filter(Boolean)
