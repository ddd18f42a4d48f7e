/**
 * Lists that are needed whole, to choose from or to find in: `useQuery(allPagesOf('listApplications', {}))` follows
 * `nextToken` to the end. The lists of the answers are joined; `nextToken` is left only when there is more than `mostPages`.
 */
import type { ApiError } from '@sluice/api/client'
import type { Input, OperationName, Output } from '@sluice/api/contracts'
import { queryOptions } from '@tanstack/react-query'
import { api } from './client.ts'

/** At 100 rows a page this is the largest list that the server's limits allow for hosts: 10,000. */
const mostPages = 100

type Paged = { nextToken?: string | undefined }
/** Operations that answer in pages. */
export type PagedName = {
  [Name in OperationName]: Output<Name> extends Paged ? ('nextToken' extends keyof Output<Name> ? Name : never) : never
}[OperationName]

export function allPagesOf<Name extends PagedName>(name: Name, input: Input<Name>) {
  return queryOptions<Output<Name>, ApiError, Output<Name>, readonly [Name, Input<Name>, 'all']>({
    queryKey: [name, input, 'all'],
    queryFn: ({ signal }) => allPages(name, input, signal),
  })
}

async function allPages<Name extends PagedName>(name: Name, input: Input<Name>, signal: AbortSignal) {
  let whole = await api.call(name, input, { signal })
  for (let pages = 1; pages < mostPages; pages += 1) {
    const { nextToken } = whole as Paged
    if (nextToken === undefined) break
    whole = joined<Output<Name>>(whole, await api.call(name, { ...input, nextToken }, { signal }))
  }
  return whole
}

/** Everything but the lists is the later page's. */
function joined<Page extends object>(before: Page, after: Page): Page {
  const { nextToken: _, ...lists } = before as Paged & Record<string, unknown>
  const rows = Object.entries(lists).filter(([, value]) => Array.isArray(value)) as [string, unknown[]][]
  const longer = rows.map(([key, value]) => [key, [...value, ...listIn(after, key)]])
  return { ...after, ...Object.fromEntries(longer) }
}

const listIn = (page: object, key: string): readonly unknown[] =>
  (page as Record<string, readonly unknown[] | undefined>)[key] ?? []
