/** What happened to all deployments, live, and who set things up otherwise, newest first. The filter is in the URL; it can be paused to be read. */
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useSearchParams } from 'react-router'
import { SavedViews } from '../../components/saved-views/SavedViews.tsx'
import { StaleTag } from '../../components/StaleTag.tsx'
import { PageHead } from '../../frame/Page.tsx'
import { useTopic } from '../../live/bridge.ts'
import { standingOfAll } from '../../live/standing.ts'
import { op, pagesOf } from '../../query/op.ts'
import { useAskedAgain } from '../../query/use-asked-again.ts'
import { Button } from '../../ui/Button.tsx'
import { ErrorRegion } from '../../ui/ErrorRegion.tsx'
import { BoneRows, Loading } from '../../ui/Skeleton.tsx'
import { ActivityFilter } from './ActivityFilter.tsx'
import { ActivityList } from './ActivityList.tsx'
import { filterOf } from './filter.ts'
import { NoActivity } from './NoActivity.tsx'
import { pauseAt, streamOf } from './stream.ts'
import type { PausedAt } from './stream.ts'

/** Of deployments the live channel tells; of changes of the set-up nobody does. */
const setUpAskedEveryMs = 20_000

export default function ActivityScreen() {
  const [params] = useSearchParams()
  const { filter, dropped, count } = filterOf(params)
  const head = useQuery({ ...op('listActivity', filter), refetchInterval: setUpAskedEveryMs })
  const older = useInfiniteQuery(pagesOf('listActivity', filter))
  const live = useTopic('deployments', '*')
  useAskedAgain('listActivity', standingOfAll(live.data ?? []))
  const [pausedAt, setPausedAt] = useState<PausedAt | undefined>(undefined)
  const answers = [...(older.data?.pages ?? []), ...(head.data === undefined ? [] : [head.data])]
  const { shown, waiting } = streamOf(answers, pausedAt)
  const isPaused = pausedAt !== undefined
  const { error, isPending } = older

  return (
    <>
      <PageHead
        title="Activity"
        actions={
          <>
            <SavedViews screen="activity" />
            <Button aria-pressed={isPaused} onClick={() => setPausedAt(isPaused ? undefined : pauseAt(shown))}>
              {isPaused ? 'Go on' : 'Pause'}
            </Button>
          </>
        }
      />
      <ActivityFilter filter={filter} dropped={dropped} />
      <div
        data-state={live.state === 'loading' ? 'live' : live.state}
        className="relative flex flex-col gap-3 px-4 pb-6 sm:px-6"
      >
        <StaleTag asOf={live.asOf} />
        {waiting > 0 && (
          <Button look="primary" onClick={() => setPausedAt(undefined)} className="self-center rounded-full">
            +{waiting} new
          </Button>
        )}
        {error !== null && (
          <ErrorRegion
            what="What happened could not be listed"
            error={error}
            stillWorks="Running deployments go on."
            onRetry={() => void older.refetch()}
          />
        )}
        {isPending && (
          <Loading what="Loading what happened…" onRetry={() => void older.refetch()}>
            <BoneRows />
          </Loading>
        )}
        {older.data !== undefined && shown.length === 0 && !older.hasNextPage && <NoActivity filters={count} />}
        <ActivityList rows={shown} />
        {older.hasNextPage && (
          <Button className="self-center" busy={older.isFetchingNextPage} onClick={() => void older.fetchNextPage()}>
            Show older
          </Button>
        )}
      </div>
    </>
  )
}
