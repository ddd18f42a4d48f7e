/**
 * The search over the whole stored log, done by the server: hits in pages, and beside them the exact count, which takes longer.
 * The hit that one is at is the line that the URL names.
 */
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { LifecycleEventName } from '@sluice/model'
import type { Output } from '@sluice/api/contracts'
import type { ApiError } from '@sluice/api/client'
import { op, pagesOf } from '../../../query/op.ts'
import { useSettled } from '../../../components/use-settled.ts'
import type { LogFilter } from './groups.ts'
import { linkTo } from './line-link.ts'
import type { LogParams } from './log-params.ts'
import { marksOfHits, marksOfText, type Marks } from './marks.ts'

type Found = Output<'searchDeploymentLog'>
export type LogHit = Found['hits'][number]

export interface LogSearch {
  isOn: boolean
  hits: readonly LogHit[]
  /** Place of the hit that one is at; -1 = none yet. */
  current: number
  counts: Found['counts']
  isSearching: boolean
  error: ApiError | undefined
  marks: Marks | undefined
  /** Undefined when all hits are here. */
  loadMore: (() => void) | undefined
  /** The link to the hit so many further; undefined where there is none. */
  step(by: 1 | -1): Promise<string | undefined>
}

const pageHits = 200
const askAgainMs = 5000

export function useLogSearch(
  deploymentId: string,
  params: LogParams,
  filter: LogFilter,
  { isOver }: { isOver: boolean },
): LogSearch {
  const { isRegex, isCaseSensitive, line } = params
  const query = useSettled(params.query)
  const isOn = query !== ''
  const input = useMemo(
    () => inputOf(deploymentId, query, { isRegex, isCaseSensitive }, filter),
    [deploymentId, query, isRegex, isCaseSensitive, filter],
  )
  const pages = useInfiniteQuery({
    ...pagesOf('searchDeploymentLog', { ...input, counts: false, limit: pageHits }),
    enabled: isOn,
    retry: false,
  })
  const counted = useQuery({
    ...op('searchDeploymentLog', { ...input, limit: 0 }),
    enabled: isOn,
    retry: false,
    refetchInterval: isOver ? false : askAgainMs,
  })
  const hits = useMemo(() => (isOn ? (pages.data?.pages.flatMap((page) => page.hits) ?? []) : []), [isOn, pages.data])
  const marks = useMemo(() => {
    if (!isOn) return undefined
    if (!isRegex) return marksOfText(query, isCaseSensitive)
    return marksOfHits(new Map(hits.map((hit) => [hit.line.seq, hit.ranges])))
  }, [isOn, isRegex, isCaseSensitive, query, hits])
  const current = line === undefined ? -1 : hits.findIndex((hit) => linkTo(hit.line) === line)

  return {
    isOn,
    hits,
    current,
    counts: isOn ? counted.data?.counts : undefined,
    isSearching: isOn && (pages.isFetching || counted.isPending),
    error: isOn ? (pages.error ?? counted.error ?? undefined) : undefined,
    marks,
    loadMore: pages.hasNextPage ? () => void pages.fetchNextPage() : undefined,
    step: async (by) => {
      const place = current < 0 && by < 0 ? hits.length - 1 : current + by
      const known = hits[place]
      if (known !== undefined || by < 0) return known && linkTo(known.line)
      const more = pages.hasNextPage ? await pages.fetchNextPage() : await pages.refetch()
      const next = more.data?.pages.flatMap((page) => page.hits)[place]
      return next && linkTo(next.line)
    },
  }
}

function inputOf(
  deploymentId: string,
  query: string,
  { isRegex, isCaseSensitive }: Pick<LogParams, 'isRegex' | 'isCaseSensitive'>,
  { host, event, stream, severities }: LogFilter,
) {
  return {
    deploymentId,
    query,
    mode: isRegex ? ('regex' as const) : ('text' as const),
    caseSensitive: isCaseSensitive,
    ...(host !== undefined && { targets: [host] }),
    ...(event !== undefined && { events: [event as LifecycleEventName] }),
    ...(stream !== undefined && { stream }),
    ...(severities !== undefined && { severity: [...severities] }),
  }
}
