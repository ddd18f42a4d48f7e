/** The table twin of the fleet: one row a target. Long fleets show only the rows in view, and say how many there are. */
import { useVirtualizer } from '@tanstack/react-virtual'
import { useRef } from 'react'
import { Link } from 'react-router'
import { targetLook } from '../../../components/status.ts'
import { StatusWord } from '../../../components/StatusWord.tsx'
import { FleetName } from '../../../components/FleetName.tsx'
import { statusOf } from '../../../live/fleet.ts'
import type { Fleet } from '../../../live/fleet.ts'
import { serverNow, useNow } from '../../../ui/clock.ts'
import { Td, Th } from '../../../ui/Table.tsx'
import { durationText, preciseDuration } from '../../../ui/time-format.ts'
import { useViewParams, withParam } from '../view-params.ts'
import { elapsed, lastEvent } from './describe.ts'
import { useFailedJump } from './use-failed-jump.ts'

const rowHeight = 41
/** Shorter tables are drawn whole: find-in-page and printing then work. */
const virtualFrom = 200

export function TargetsTable({ fleet, shown }: { fleet: Fleet; shown: readonly number[] }) {
  const scroller = useRef<HTMLDivElement>(null)
  useNow()
  const rows = useVirtualizer({
    count: shown.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 12,
    enabled: shown.length >= virtualFrom,
  })
  const isVirtual = shown.length >= virtualFrom
  useFailedJump(fleet, shown, (at) => isVirtual && rows.scrollToIndex(at))
  const visible = isVirtual ? rows.getVirtualItems().map((item) => item.index) : shown.map((_, at) => at)
  const [first = 0, last = -1] = [visible[0], visible.at(-1)]
  const after = isVirtual ? Math.max(0, shown.length - 1 - last) * rowHeight : 0
  return (
    <div ref={scroller} className="min-h-0 flex-1 overflow-auto" style={isVirtual ? { maxHeight: '70dvh' } : undefined}>
      <table aria-label="Targets" aria-rowcount={shown.length + 1} className="w-full border-collapse text-left">
        <thead className="sticky top-0 bg-raised">
          <tr aria-rowindex={1}>
            <Th>Name</Th>
            {fleet.labels !== undefined && <Th>Fleet</Th>}
            <Th>Status</Th>
            <Th>Last event</Th>
            <Th className="text-right">Duration</Th>
          </tr>
        </thead>
        <tbody>
          <Spacer height={first * rowHeight} />
          {visible.map((at) => (
            <TargetRow key={shown[at]} fleet={fleet} index={shown[at] ?? 0} rowIndex={at + 2} />
          ))}
          <Spacer height={after} />
        </tbody>
      </table>
      {shown.length === 0 && <p className="p-4 text-muted">No target is in this state now.</p>}
    </div>
  )
}

function Spacer({ height }: { height: number }) {
  if (height <= 0) return null
  return <tr aria-hidden style={{ height }} />
}

function TargetRow({ fleet, index, rowIndex }: { fleet: Fleet; index: number; rowIndex: number }) {
  const { params } = useViewParams()
  const name = fleet.names[index] ?? ''
  const status = statusOf(fleet, index)
  const took = elapsed(fleet, index, serverNow())
  const label = fleet.labels?.[index]
  return (
    <tr aria-rowindex={rowIndex} style={{ height: rowHeight }} className="hover:bg-surface">
      <Td>
        <Link
          to={{ search: `?${withParam(params, 'target', name).toString()}` }}
          replace
          preventScrollReset
          data-host={index}
          className="inline-flex min-h-6 items-center font-semibold text-text no-underline hover:underline"
        >
          {name}
        </Link>
      </Td>
      {label !== undefined && (
        <Td>
          <FleetName short label={label} />
        </Td>
      )}
      <Td>
        <StatusWord look={targetLook(status, took !== undefined)} />
      </Td>
      <Td>{lastEvent(fleet, index) ?? '–'}</Td>
      <Td className="text-right whitespace-nowrap">
        {took === undefined ? '–' : status === 'InProgress' ? durationText(took) : preciseDuration(took)}
      </Td>
    </tr>
  )
}
