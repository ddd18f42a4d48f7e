/** The history of deployments, newest first, live. Filters and order are in the URL. */
import { useInfiniteQuery } from '@tanstack/react-query'
import { useEffect, useMemo } from 'react'
import { useSearchParams } from 'react-router'
import { SavedViews } from '../../components/saved-views/SavedViews.tsx'
import { StaleTag } from '../../components/StaleTag.tsx'
import { useMine } from '../../frame/mine.ts'
import { PageHead } from '../../frame/Page.tsx'
import { useWaiting } from '../../frame/waiting.ts'
import { useTopic } from '../../live/bridge.ts'
import { newestAsOf, toldSince } from '../../live/known.ts'
import { paths } from '../../paths.ts'
import { isLong } from '../../query/again.ts'
import { pagesOf } from '../../query/op.ts'
import { useMay, whyNot } from '../../session/session.ts'
import { Button, GoButton } from '../../ui/Button.tsx'
import { wallNow } from '../../ui/clock.ts'
import { ErrorRegion } from '../../ui/ErrorRegion.tsx'
import { BoneRows, Loading } from '../../ui/Skeleton.tsx'
import { useZone } from '../../ui/time-format.ts'
import { DeploymentsTable } from './DeploymentsTable.tsx'
import { readFilter } from './address.ts'
import { filterCount, isFiltered, listInput } from './filter.ts'
import { FilterBar } from './FilterBar.tsx'
import { useListLook } from './list-look.ts'
import { ListTools } from './ListTools.tsx'
import { NoDeployments } from './NoDeployments.tsx'
import { OlderRows } from './OlderRows.tsx'
import { nextOrder, ordered, orderFrom } from './order.ts'
import { steppedTime } from './period.ts'
import { listRows } from './rows.ts'
import { useAdmission } from './use-admission.ts'
import { useFacets } from './use-facets.ts'

/** Pages that are looked through without anybody asking for the next. */
const mostUnasked = 5

export default function DeploymentsScreen() {
  const [params] = useSearchParams()
  const { choose } = useFacets()
  const zone = useZone()
  const now = steppedTime(wallNow())
  const { filter, dropped } = useMemo(() => readFilter(params, { now, zone }), [params, now, zone])
  const order = orderFrom(params)
  const look = useListLook()
  const list = useInfiniteQuery({
    ...pagesOf('listDeployments', listInput(filter)),
    refetchOnWindowFocus: (query) => !isLong(query),
  })
  const live = useTopic('deployments', '*')
  const mine = useMine(useWaiting())
  const admission = useAdmission()

  const pages = list.data?.pages.flatMap((page) => page.deploymentsInfo) ?? []
  const found = listRows(pages, toldSince(live, list.dataUpdatedAt), filter, admission.admitted)
  const waitingForMe = new Set(mine.rows.map((row) => row.deploymentId))
  const isWanted = ({ deploymentId }: { deploymentId: string }) => !filter.waiting || waitingForMe.has(deploymentId)
  const rows = { shown: found.shown.filter(isWanted), waiting: found.waiting.filter(isWanted) }
  admission.offer(rows.waiting)

  const { hasNextPage, isFetching, isError, fetchNextPage } = list
  /** A page may be empty and the history longer: it is looked through until something is found, for a while by itself. */
  const looked = list.data?.pages.length ?? 0
  const looksOn = rows.shown.length === 0 && hasNextPage && !isError && looked < mostUnasked
  const isKnown = list.data !== undefined && (!filter.waiting || mine.isKnown)
  useEffect(() => {
    // Once a page: an answer may come before it was drawn that it is fetched.
    if (looksOn && looked > 0 && !isFetching) void fetchNextPage()
  }, [looksOn, looked, isFetching, fetchNextPage])

  return (
    <>
      <PageHead
        title="Deployments"
        actions={
          <>
            <SavedViews screen="deployments" />
            <CreateButton />
          </>
        }
      />
      <FilterBar filter={filter} dropped={dropped} />
      {rows.shown.length > 0 && (
        <ListTools
          look={look}
          filter={filter}
          isWanted={isWanted}
          rows={rows.shown}
          hasMore={hasNextPage}
          order={order}
        />
      )}
      <div
        {...admission.region}
        data-state={live.state === 'loading' ? 'live' : live.state}
        className="relative px-4 pb-6 sm:px-6"
      >
        <StaleTag asOf={newestAsOf(live, list.dataUpdatedAt)} />
        {rows.waiting.length > 0 && (
          <div className="sticky top-14 z-10 flex justify-center lg:top-2">
            <Button look="primary" onClick={admission.admitAll} className="rounded-full">
              +{rows.waiting.length} new
            </Button>
          </div>
        )}
        {list.error !== null && (
          <ErrorRegion
            what="The deployments could not be listed"
            error={list.error}
            stillWorks="Running deployments go on."
            onRetry={() => void list.refetch()}
          />
        )}
        {!isKnown && list.error === null && (
          <Loading what="Loading deployments…" onRetry={() => void list.refetch()}>
            <BoneRows />
          </Loading>
        )}
        {isKnown && rows.shown.length === 0 && !hasNextPage && (
          <NoDeployments filters={isFiltered(filter) ? filterCount(filter) : 0} isWaiting={filter.waiting} />
        )}
        {rows.shown.length > 0 && (
          <DeploymentsTable
            rows={ordered(rows.shown, order)}
            look={look}
            order={order}
            onOrder={(column) => choose('sort', sortOf(nextOrder(order, column)))}
          />
        )}
        {hasNextPage && (
          <OlderRows
            lookedBackTo={list.data?.pages.at(-1)?.lookedBackTo}
            isLooking={list.isFetchingNextPage || looksOn}
            onMore={() => void fetchNextPage()}
          />
        )}
      </div>
    </>
  )
}

/** The order of the server needs no word in the address. */
const sortOf = (order: ReturnType<typeof orderFrom>): string => (order === 'newest' ? '' : order)

function CreateButton() {
  return (
    <GoButton to={paths.newDeployment()} look="primary" disabledReason={whyNot(useMay('createDeployment'))}>
      Create deployment
    </GoButton>
  )
}
