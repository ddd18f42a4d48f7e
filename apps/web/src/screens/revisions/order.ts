/** How the list is sorted and narrowed. Both live in the address, so that a view can be sent. */
import type { Input, RevisionOverview } from '@sluice/api/contracts'
import { useSearchParams } from 'react-router'

type Asked = Input<'listApplicationRevisions'>
export type SortField = NonNullable<Asked['sortBy']>
export type SortOrder = NonNullable<Asked['sortOrder']>

export const shows = {
  all: 'All',
  running: 'Running in a group now',
  deployed: 'Deployed before',
  never: 'Never deployed',
} as const
export type Show = keyof typeof shows

export interface ListOrder {
  sortBy: SortField
  sortOrder: SortOrder
  show: Show
  find: string
}

const fields: readonly SortField[] = ['registerTime', 'firstUsedTime', 'lastUsedTime']

export function useListOrder() {
  const [params, setParams] = useSearchParams()
  const order: ListOrder = {
    sortBy: fields.find((field) => field === params.get('sort')) ?? 'registerTime',
    sortOrder: params.get('order') === 'ascending' ? 'ascending' : 'descending',
    show: isShow(params.get('show')) ? (params.get('show') as Show) : 'all',
    find: params.get('find') ?? '',
  }
  /** `undefined` leaves a parameter out. */
  const change = (values: Readonly<Record<string, string | undefined>>) =>
    setParams(
      (before) => {
        const next = new URLSearchParams(before)
        for (const [name, value] of Object.entries(values)) {
          if (value === undefined) next.delete(name)
          else next.set(name, value)
        }
        return next
      },
      { replace: true, preventScrollReset: true },
    )
  return {
    order,
    /** The same field again turns the order round. */
    sortBy: (field: SortField) =>
      change({
        sort: field === 'registerTime' ? undefined : field,
        order: order.sortBy === field && order.sortOrder === 'descending' ? 'ascending' : undefined,
      }),
    show: (show: Show) => change({ show: show === 'all' ? undefined : show }),
    clear: () => change({ show: undefined, find: undefined }),
    find: (words: string) => change({ find: words === '' ? undefined : words }),
  }
}

const isShow = (word: string | null): word is Show => word !== null && Object.hasOwn(shows, word)

/** What the server is asked for. It knows what runs; whether a revision was ever used stands in its row. */
export function asked(applicationName: string, { sortBy, sortOrder, show }: ListOrder): Asked {
  return { applicationName, sortBy, sortOrder, ...(show === 'running' && { deployed: 'include' as const }) }
}

export function isWanted({ show, find }: ListOrder): (revision: RevisionOverview) => boolean {
  const words = find.trim().toLowerCase()
  return (revision) =>
    (show !== 'never' || revision.firstUsedTime === undefined) &&
    (show !== 'deployed' || revision.firstUsedTime !== undefined) &&
    wordsOf(revision).includes(words)
}

function wordsOf({ name, description = '', registeredBy, runsIn, location }: RevisionOverview): string {
  const { bucket, key } = location.s3Location
  return [name, description, `${bucket}/${key}`, registeredBy, ...runsIn].join(' ').toLowerCase()
}
