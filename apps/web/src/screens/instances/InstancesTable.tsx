/**
 * Hosts as rows. A row is drawn again only when its host changed; of many hosts only the rows in view are drawn, and the
 * table says how many there are.
 */
import { scalingGroupTag } from '@sluice/model'
import type { InstanceRow } from '@sluice/model'
import { useVirtualizer } from '@tanstack/react-virtual'
import { memo, useRef } from 'react'
import type { Ref } from 'react'
import { Button } from '../../ui/Button.tsx'
import { Pill } from '../../ui/Pill.tsx'
import { Td, Th } from '../../ui/Table.tsx'
import { Time } from '../../ui/Time.tsx'

/** A host with one line of tags; taller ones are measured. */
const usualHeight = 49
/** Shorter tables are drawn whole: find-in-page and printing then work. */
const virtualFrom = 200

export const isHeard = (row: InstanceRow): boolean => row.connected && row.silentSince === undefined

interface InstancesTableProps {
  rows: readonly InstanceRow[]
  /** Set = nobody may be deregistered by this person, and why. */
  whyNoDeregister: string | undefined
  onDeregister: (instanceName: string) => void
}

export function InstancesTable({ rows, ...row }: InstancesTableProps) {
  const scroller = useRef<HTMLDivElement>(null)
  const isVirtual = rows.length >= virtualFrom
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => usualHeight,
    getItemKey: (at) => rows[at]?.instanceName ?? at,
    overscan: 12,
    enabled: isVirtual,
  })
  const seen = virtual.getVirtualItems()
  const places = isVirtual ? seen.map((item) => item.index) : rows.map((_, at) => at)
  return (
    <div ref={scroller} className="overflow-auto" style={isVirtual ? { maxHeight: '75dvh' } : undefined}>
      <table aria-label="Instances" aria-rowcount={rows.length + 1} className="w-full border-collapse text-left">
        <Head />
        <tbody>
          <Spacer height={seen[0]?.start ?? 0} />
          {places.map((at) => {
            const instance = rows[at]
            if (instance === undefined) return null
            return (
              <Row
                key={instance.instanceName}
                {...row}
                row={instance}
                place={at}
                measured={isVirtual ? virtual.measureElement : undefined}
              />
            )
          })}
          <Spacer height={isVirtual ? virtual.getTotalSize() - (seen.at(-1)?.end ?? 0) : 0} />
        </tbody>
      </table>
    </div>
  )
}

function Head() {
  return (
    <thead className="sticky top-0 bg-bg">
      <tr aria-rowindex={1}>
        <Th>Name</Th>
        <Th className="max-sm:hidden">Agent</Th>
        <Th className="max-sm:hidden">Tags</Th>
        <Th className="max-md:hidden">Version</Th>
        <Th className="max-md:hidden">Registered</Th>
        <Th>
          <span className="sr-only">Actions</span>
        </Th>
      </tr>
    </thead>
  )
}

function Spacer({ height }: { height: number }) {
  if (height <= 0) return null
  return <tr aria-hidden style={{ height }} />
}

interface RowProps extends Omit<InstancesTableProps, 'rows'> {
  row: InstanceRow
  /** Among all rows, from 0. */
  place: number
  measured: Ref<HTMLTableRowElement> | undefined
}

const Row = memo(function Row({ row, place, measured, whyNoDeregister, onDeregister }: RowProps) {
  return (
    <tr ref={measured} data-index={place} aria-rowindex={place + 2} className="hover:bg-surface">
      <Td className="max-sm:max-w-60">
        <span className="mono font-semibold break-all">{row.instanceName}</span>
        <ScalingGroupName row={row} />
        <div className="mt-1 flex flex-col items-start gap-1 sm:hidden">
          <Presence row={row} />
          <Tags row={row} />
        </div>
      </Td>
      <Td className="max-sm:hidden">
        <Presence row={row} />
      </Td>
      <Td className="max-sm:hidden">
        <Tags row={row} />
      </Td>
      <Td className="mono max-md:hidden">{row.agentVersion}</Td>
      <Td className="max-md:hidden">
        <Time at={row.registerTime} />
      </Td>
      <Td>
        <Button look="quiet" disabledReason={whyNoDeregister} onClick={() => onDeregister(row.instanceName)}>
          Deregister…<span className="sr-only"> {row.instanceName}</span>
        </Button>
      </Td>
    </tr>
  )
})

/** Whoever sees a host that nobody enrolled wants to know who made it. */
function ScalingGroupName({ row }: { row: InstanceRow }) {
  const group = row.tags.find((tag) => tag.Key === scalingGroupTag)?.Value
  if (group === undefined) return null
  return (
    <div className="text-xs text-muted [overflow-wrap:anywhere]">
      made by the scaling group <span className="mono">{group}</span>
    </div>
  )
}

function Tags({ row }: { row: InstanceRow }) {
  return (
    <span className="flex flex-wrap gap-1">
      {row.tags
        .filter((tag) => tag.Key !== scalingGroupTag)
        .map((tag) => (
          <span key={tag.Key} className="mono rounded border border-line bg-surface px-1.5 break-all">
            {tag.Key}={tag.Value}
          </span>
        ))}
    </span>
  )
}

function Presence({ row }: { row: InstanceRow }) {
  if (isHeard(row))
    return (
      <Pill tone="success" glyph={<span aria-hidden>✓</span>}>
        Connected
      </Pill>
    )
  const since = row.silentSince ?? row.lastSeenAt
  return (
    <span className="flex flex-wrap items-center gap-2">
      <Pill tone="failed" glyph={<span aria-hidden>?</span>}>
        {row.silentSince === undefined ? 'Not connected' : 'Silent'}
      </Pill>
      {since !== undefined && (
        <span className="text-xs text-muted">
          last heard <Time at={since} />
        </span>
      )}
    </span>
  )
}
