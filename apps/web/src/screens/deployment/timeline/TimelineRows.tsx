/**
 * A row a target. Only as many rows exist as are in sight: scrolling points them at other targets. One row has the focus; arrows,
 * page keys, Home and End move it, Enter opens the target.
 */
import type { DeploymentSummary } from '@sluice/model'
import { useEffect, useRef, useState } from 'react'
import type { KeyboardEvent } from 'react'
import { targetLook } from '../../../components/status.ts'
import { statusOf } from '../../../live/fleet.ts'
import type { Fleet } from '../../../live/fleet.ts'
import { serverNow } from '../../../ui/clock.ts'
import { cx } from '../../../ui/cx.ts'
import { ErrorRegion } from '../../../ui/ErrorRegion.tsx'
import { Glyph } from '../../../ui/Glyph.tsx'
import { toneText } from '../../../ui/Pill.tsx'
import { describeTarget } from '../fleet/describe.ts'
import { useWidth } from '../fleet/use-width.ts'
import { useViewParams } from '../view-params.ts'
import { AxisHead } from './AxisHead.tsx'
import { axisOf } from './axis.ts'
import type { Axis } from './axis.ts'
import { barsOf, barsText } from './bars.ts'
import type { Bar, OutlierFrom } from './bars.ts'
import { RowBars, rowHeight } from './RowBars.tsx'
import { moveTo, rowsInSight } from './rows-in-sight.ts'
import type { TimeScale } from './time-scale.ts'
import type { DeploymentTimings } from './timings.ts'
import { useTimelineParams } from './TimelineTools.tsx'
import { useTargetRecords } from './use-target-records.ts'

const nameWidth = 136

export interface TimelineParts {
  deployment: DeploymentSummary
  fleet: Fleet
  /** Of the fleet, in the order of the rows. */
  places: readonly number[]
  timings: DeploymentTimings
  scale: TimeScale
  /** Undefined once the deployment is over. */
  now: number | undefined
}

export function TimelineRows({ deployment, fleet, places, timings, scale, now }: TimelineParts) {
  const scroller = useRef<HTMLDivElement>(null)
  const width = Math.max(120, useWidth(scroller) - nameWidth)
  const [top, setTop] = useState(0)
  const [active, setActive] = useState(0)
  const { seen } = useTimelineParams()
  const { logEvent, set } = useViewParams()
  const axis = axisOf({ scale, seen, width, marks: timings.marks, now })
  const sight = rowsInSight({ top, height: scroller.current?.clientHeight ?? 400, count: places.length })
  const rows = places.slice(sight.from, sight.to)
  const { records, error } = useTargetRecords(deployment.deploymentId, fleet, rows)
  const outlierFrom = outliersOf(timings)

  const focusOn = (at: number) => {
    setActive(at)
    const element = scroller.current
    if (element !== null) element.scrollTop = moveTo(at, element.scrollTop, element.clientHeight)
    setTop(element?.scrollTop ?? 0)
  }
  useFocusedRow(scroller, active)
  const press = (event: KeyboardEvent) => {
    const next = placeAfter(event.key, active, places.length)
    if (next === undefined) return
    event.preventDefault()
    focusOn(next)
  }

  return (
    <>
      {error !== undefined && (
        <ErrorRegion what="Some targets could not be loaded" error={error} onRetry={() => records.retry()} />
      )}
      <div
        ref={scroller}
        onScroll={(event) => setTop(event.currentTarget.scrollTop)}
        className="relative max-h-[60dvh] min-h-40 shrink-0 overflow-y-auto"
      >
        <div className="sticky top-0 z-10 flex border-b border-line bg-raised">
          <span className="shrink-0 px-3.5 py-2 text-xs font-semibold text-muted" style={{ width: nameWidth }}>
            {places.length.toLocaleString('en')} {places.length === 1 ? 'target' : 'targets'}
          </span>
          <AxisHead axis={axis} scale={scale} />
        </div>
        <div
          role="grid"
          tabIndex={-1}
          aria-label="Timeline of the targets"
          aria-rowcount={places.length}
          onKeyDown={press}
          className="relative"
          style={{ height: places.length * rowHeight }}
        >
          {rows.map((place, offset) => {
            const at = sight.from + offset
            const record = records.get(fleet.names[place] ?? '')
            return (
              <Row
                key={at % sight.pool}
                fleet={fleet}
                place={place}
                at={at}
                isActive={at === active}
                axis={axis}
                bars={record === undefined ? [] : barsOf(record, outlierFrom, now ?? serverNow())}
                event={logEvent}
                onFocus={() => setActive(at)}
                onOpen={() => set('target', fleet.names[place])}
              />
            )
          })}
        </div>
      </div>
      {places.length === 0 && <p className="p-4 text-muted">No target is in this state now.</p>}
    </>
  )
}

interface RowProps {
  fleet: Fleet
  place: number
  at: number
  isActive: boolean
  axis: Axis
  bars: readonly Bar[]
  event: string | undefined
  onFocus: () => void
  onOpen: () => void
}

function Row({ fleet, place, at, isActive, axis, bars, event, onFocus, onOpen }: RowProps) {
  const name = fleet.names[place] ?? ''
  const started = fleet.started[place] ?? 0
  const ended = fleet.ended[place] ?? 0
  const look = targetLook(statusOf(fleet, place), started > 0)
  const words = barsText(event === undefined ? bars : bars.filter((bar) => bar.event === event))
  const outline =
    started > 0 && bars.length === 0 ? { from: started, to: ended === 0 ? serverNow() : ended } : undefined
  return (
    <div
      role="row"
      aria-rowindex={at + 1}
      data-row={at}
      tabIndex={isActive ? 0 : -1}
      onFocus={onFocus}
      onClick={onOpen}
      onKeyDown={(press) => press.key === 'Enter' && onOpen()}
      className="absolute inset-x-0 flex cursor-pointer items-center border-b border-line -outline-offset-2 hover:bg-surface"
      style={{ top: at * rowHeight, height: rowHeight }}
    >
      <span
        role="rowheader"
        className="flex shrink-0 items-center gap-1.5 overflow-hidden px-3.5"
        style={{ width: nameWidth }}
      >
        <Glyph name={look.glyph} className={cx('shrink-0', toneText[look.tone])} />
        <span className="truncate">{name}</span>
        <span className="sr-only">{describeTarget(fleet, place, serverNow())}</span>
      </span>
      <span role="gridcell" aria-label={words === '' ? 'No event ran' : words} className="min-w-0 flex-1">
        <RowBars axis={axis} bars={bars} event={event} outline={outline} />
      </span>
    </div>
  )
}

/** Where a key leads; undefined for keys that lead nowhere. */
function placeAfter(key: string, at: number, count: number): number | undefined {
  const steps: Record<string, number> = { ArrowDown: 1, ArrowUp: -1, PageDown: 10, PageUp: -10 }
  if (count === 0) return undefined
  if (key === 'Home') return 0
  if (key === 'End') return count - 1
  const step = steps[key]
  return step === undefined ? undefined : Math.min(count - 1, Math.max(0, at + step))
}

/** The focus follows the active row, if it was on one: the pool may have to be pointed there first. */
function useFocusedRow(scroller: React.RefObject<HTMLDivElement | null>, active: number): void {
  useEffect(() => {
    const focused = document.activeElement
    if (!(focused instanceof HTMLElement) || focused.dataset['row'] === undefined) return
    if (!scroller.current?.contains(focused) || focused.dataset['row'] === String(active)) return
    scroller.current.querySelector<HTMLElement>(`[data-row="${active}"]`)?.focus({ preventScroll: true })
  }, [scroller, active])
}

const outliersOf = ({ events }: DeploymentTimings): OutlierFrom =>
  new Map(
    events.flatMap(({ lifecycleEventName, outlierFrom }): [string, number][] =>
      outlierFrom === undefined ? [] : [[lifecycleEventName, outlierFrom]],
    ),
  )
