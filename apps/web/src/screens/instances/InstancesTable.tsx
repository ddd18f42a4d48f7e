/**
 * Hosts as rows. A row is drawn again only when its host changed; of many hosts only the rows in view are drawn, and the
 * table says how many there are.
 */
import type { InstanceRow } from '@sluice/model'
import { useVirtualizer } from '@tanstack/react-virtual'
import { memo, useRef } from 'react'
import type { Ref } from 'react'
import { Link } from 'react-router'
import { paths } from '../../paths.ts'
import { Button } from '../../ui/Button.tsx'
import { Td, Th } from '../../ui/Table.tsx'
import { Time } from '../../ui/Time.tsx'
import { LastContact, Presence, ScalingGroupName, Tags } from './HostLook.tsx'
import type { InstancesView, SortField } from './view.ts'

/** A host with one line of tags; taller ones are measured. */
const usualHeight = 49
/** Shorter tables are drawn whole: find-in-page and printing then work. */
const virtualFrom = 200

export type HostDeed = 'tags' | 'deregister' | 'enrolAgain'

interface RowsProps {
  /** Set = nobody may do it by this person, and why. */
  whyNot: Readonly<Record<HostDeed, string | undefined>>
  onDeed: (deed: HostDeed, row: InstanceRow) => void
}

interface InstancesTableProps extends RowsProps {
  rows: readonly InstanceRow[]
  view: InstancesView
  onSort: (field: SortField) => void
}

export function InstancesTable({ rows, view, onSort, ...row }: InstancesTableProps) {
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
    <div ref={scroller} className="relative overflow-auto" style={isVirtual ? { maxHeight: '75dvh' } : undefined}>
      <table aria-label="Instances" aria-rowcount={rows.length + 1} className="w-full border-collapse text-left">
        <Head view={view} onSort={onSort} />
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

function Head({ view, onSort }: Pick<InstancesTableProps, 'view' | 'onSort'>) {
  const head = { view, onSort }
  return (
    <thead className="sticky top-0 z-10 bg-bg">
      <tr aria-rowindex={1}>
        <SortHead {...head} field="name" word="Name" />
        <Th className="max-sm:hidden">Agent</Th>
        <SortHead {...head} field="contact" word="Last contact" className="max-lg:hidden" />
        <Th className="max-sm:hidden">Tags</Th>
        <SortHead {...head} field="version" word="Version" className="max-lg:hidden" />
        <SortHead {...head} field="registered" word="Registered" className="max-xl:hidden" />
        <Th>
          <span className="sr-only">Actions</span>
        </Th>
      </tr>
    </thead>
  )
}

interface SortHeadProps extends Pick<InstancesTableProps, 'view' | 'onSort'> {
  field: SortField
  word: string
  className?: string
}

function SortHead({ field, word, className, view, onSort }: SortHeadProps) {
  const isSorted = view.sort === field
  return (
    <Th className={className} aria-sort={isSorted ? (view.isDescending ? 'descending' : 'ascending') : undefined}>
      <button type="button" className="min-h-6 font-semibold hover:text-text" onClick={() => onSort(field)}>
        {word} <span aria-hidden>{isSorted ? (view.isDescending ? '↓' : '↑') : ''}</span>
      </button>
    </Th>
  )
}

function Spacer({ height }: { height: number }) {
  if (height <= 0) return null
  return <tr aria-hidden style={{ height }} />
}

interface RowProps extends RowsProps {
  row: InstanceRow
  /** Among all rows, from 0. */
  place: number
  measured: Ref<HTMLTableRowElement> | undefined
}

const Row = memo(function Row({ row, place, measured, ...deeds }: RowProps) {
  return (
    <tr ref={measured} data-index={place} aria-rowindex={place + 2} className="hover:bg-surface">
      <Td className="max-sm:max-w-60">
        <Link className="link mono font-semibold break-all" to={paths.instance(row.instanceName)}>
          {row.instanceName}
        </Link>
        <ScalingGroupName tags={row.tags} />
        <div className="mt-1 flex flex-col items-start gap-1 sm:hidden">
          <Presence row={row} />
          <Tags tags={row.tags} />
        </div>
      </Td>
      <Td className="max-sm:hidden">
        <Presence row={row} />
      </Td>
      <Td className="text-sm max-lg:hidden">
        <LastContact row={row} />
      </Td>
      <Td className="max-sm:hidden">
        <Tags tags={row.tags} />
      </Td>
      <Td className="mono max-lg:hidden">{row.agentVersion}</Td>
      <Td className="max-xl:hidden">
        <Time at={row.registerTime} />
      </Td>
      <Td>
        <Deeds row={row} {...deeds} />
      </Td>
    </tr>
  )
})

function Deeds({ row, whyNot, onDeed }: RowsProps & { row: InstanceRow }) {
  const deed = (name: HostDeed, words: string) => (
    <Button look="quiet" disabledReason={whyNot[name]} onClick={() => onDeed(name, row)}>
      {words}
      <span className="sr-only"> {row.instanceName}</span>
    </Button>
  )
  return (
    <div className="flex justify-end max-sm:flex-col max-sm:items-end">
      {row.deregisterTime === undefined ? (
        <>
          {deed('tags', 'Tags…')}
          {deed('deregister', 'Deregister…')}
        </>
      ) : (
        deed('enrolAgain', 'Register again…')
      )}
    </div>
  )
}
