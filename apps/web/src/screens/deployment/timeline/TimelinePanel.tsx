/** When which event ran on which target: the shape of each event, a row a target on one time axis, and what happened to the whole. */
import type { DeploymentSummary } from '@sluice/model'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useMemo } from 'react'
import { useSearchParams } from 'react-router'
import type { Fleet } from '../../../live/fleet.ts'
import { op } from '../../../query/op.ts'
import { serverNow, useNow } from '../../../ui/clock.ts'
import { ErrorRegion } from '../../../ui/ErrorRegion.tsx'
import { BoneRows, Loading } from '../../../ui/Skeleton.tsx'
import { isTerminalStatus } from '../terminal.ts'
import { useViewParams } from '../view-params.ts'
import { EventShapes } from './EventShapes.tsx'
import { MarkList } from './MarkList.tsx'
import { rowOrderFrom } from './row-order.ts'
import { TimelineRows } from './TimelineRows.tsx'
import { TimelineTable } from './TimelineTable.tsx'
import { TimelineTools } from './TimelineTools.tsx'
import { timeScale } from './time-scale.ts'
import type { Span } from './time-scale.ts'
import type { DeploymentTimings } from './timings.ts'
import { usePlaces } from './use-places.ts'

const askAgainMs = 5000

export function TimelinePanel({ deployment, fleet }: { deployment: DeploymentSummary; fleet: Fleet | undefined }) {
  const { deploymentId, status } = deployment
  const isOver = isTerminalStatus(status)
  const timings = useQuery({
    ...op('getDeploymentTimings', { deploymentId }),
    refetchInterval: isOver ? false : askAgainMs,
  })
  const { refetch } = timings
  useEffect(() => {
    // The last word comes with the end.
    if (isOver) void refetch({ cancelRefetch: false })
  }, [isOver, refetch])

  return (
    <div className="flex min-h-0 flex-1 flex-col overflow-y-auto">
      {timings.error !== null && (
        <ErrorRegion
          what="The timings could not be loaded"
          error={timings.error}
          stillWorks="The deployment goes on."
          onRetry={() => void refetch()}
        />
      )}
      {(timings.isPending || fleet === undefined) && (
        <Loading what={`Loading ${deployment.health.total.toLocaleString('en')} targets…`}>
          <BoneRows rows={8} />
        </Loading>
      )}
      {timings.data !== undefined && fleet !== undefined && (
        <Timeline deployment={deployment} fleet={fleet} timings={timings.data} isOver={isOver} />
      )}
    </div>
  )
}

interface TimelineProps {
  deployment: DeploymentSummary
  fleet: Fleet
  timings: DeploymentTimings
  isOver: boolean
}

function Timeline({ deployment, fleet, timings, isOver }: TimelineProps) {
  const [search] = useSearchParams()
  const { states, fleet: label } = useViewParams()
  useNow()
  const now = serverNow()
  const order = rowOrderFrom(search.get('rows'))
  const isTable = search.get('as') === 'table'
  const folds = search.get('waits') !== 'whole'
  const wanted = { states, order, label: fleet.labels === undefined ? undefined : label }
  const places = usePlaces(fleet, wanted, now)
  const { whole, busy } = useMemo(() => spansOf(deployment, timings, now), [deployment, timings, now])
  const scale = useMemo(() => timeScale(whole, busy, folds), [whole, busy, folds])

  if (fleet.names.length === 0)
    return <p className="p-4 text-muted">No host matched the group, so nothing ran and there is no timeline.</p>
  const parts = { deployment, fleet, places, timings, scale, now: isOver ? undefined : now }
  return (
    <>
      <EventShapes timings={timings} />
      <TimelineTools order={order} isTable={isTable} canFold={timings.busy.length > 1} folds={folds} />
      {isTable ? <TimelineTable {...parts} /> : <TimelineRows key={order} {...parts} />}
      <MarkList marks={timings.marks} />
    </>
  )
}

/** From the start to the end, or to now while it runs. An open span is as long as now is. */
function spansOf(
  deployment: DeploymentSummary,
  timings: DeploymentTimings,
  now: number,
): { whole: Span; busy: Span[] } {
  const { createTime, startTime, completeTime } = deployment
  const busy = timings.busy.map(({ from, to }) => ({
    from: Date.parse(from),
    to: Math.max(Date.parse(from), to === undefined ? now : Date.parse(to)),
  }))
  const from = Math.min(Date.parse(startTime ?? createTime), busy[0]?.from ?? Infinity)
  const end = completeTime === undefined ? now : Date.parse(completeTime)
  return { whole: { from, to: Math.max(from + 1000, end, busy.at(-1)?.to ?? 0) }, busy }
}
