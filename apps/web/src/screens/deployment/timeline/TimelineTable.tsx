/** The timeline as text: one row a target, one column an event, durations with what stands out in words. */
import { useState } from 'react'
import { Link } from 'react-router'
import { targetLook } from '../../../components/status.ts'
import { StatusWord } from '../../../components/StatusWord.tsx'
import { statusOf } from '../../../live/fleet.ts'
import type { Fleet } from '../../../live/fleet.ts'
import { Button } from '../../../ui/Button.tsx'
import { serverNow } from '../../../ui/clock.ts'
import { ErrorRegion } from '../../../ui/ErrorRegion.tsx'
import { Table, Td, Th } from '../../../ui/Table.tsx'
import { Time } from '../../../ui/Time.tsx'
import { preciseDuration } from '../../../ui/time-format.ts'
import { elapsed } from '../fleet/describe.ts'
import { useViewParams, withParam } from '../view-params.ts'
import { barsOf } from './bars.ts'
import type { Bar } from './bars.ts'
import type { TimelineParts } from './TimelineRows.tsx'
import { useTargetRecords } from './use-target-records.ts'

const drawnAtOnce = 50

export function TimelineTable({ deployment, fleet, places, timings, now }: TimelineParts) {
  const [drawn, setDrawn] = useState(drawnAtOnce)
  const { logEvent } = useViewParams()
  const rows = places.slice(0, drawn)
  const { records, error } = useTargetRecords(deployment.deploymentId, fleet, rows)
  const events = timings.events
    .filter(
      ({ lifecycleEventName, ended, running }) =>
        (logEvent ?? lifecycleEventName) === lifecycleEventName && ended + running > 0,
    )
    .map((timing) => timing.lifecycleEventName)
  const outlierFrom = new Map(
    timings.events.map((timing) => [timing.lifecycleEventName as string, timing.outlierFrom ?? Infinity]),
  )
  return (
    <>
      {error !== undefined && (
        <ErrorRegion what="Some targets could not be loaded" error={error} onRetry={() => records.retry()} />
      )}
      <div className="shrink-0">
        <Table aria-label="Timeline of the targets" aria-rowcount={places.length + 1}>
          <thead>
            <tr>
              <Th>Target</Th>
              <Th>Status</Th>
              <Th>Started</Th>
              <Th className="text-right">Took</Th>
              {events.map((event) => (
                <Th key={event} className="text-right">
                  {event}
                </Th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((place) => {
              const record = records.get(fleet.names[place] ?? '')
              const bars = record === undefined ? undefined : barsOf(record, outlierFrom, now ?? serverNow())
              return <TableRow key={place} fleet={fleet} place={place} events={events} bars={bars} />
            })}
          </tbody>
        </Table>
      </div>
      {places.length > drawn && (
        <div className="flex justify-center py-3">
          <Button onClick={() => setDrawn(drawn + drawnAtOnce)}>
            Show more of {places.length.toLocaleString('en')} targets
          </Button>
        </div>
      )}
    </>
  )
}

interface TableRowProps {
  fleet: Fleet
  place: number
  events: readonly string[]
  /** Undefined until the record has come. */
  bars: readonly Bar[] | undefined
}

function TableRow({ fleet, place, events, bars }: TableRowProps) {
  const { params } = useViewParams()
  const name = fleet.names[place] ?? ''
  const started = fleet.started[place] ?? 0
  const took = elapsed(fleet, place, serverNow())
  return (
    <tr>
      <Td>
        <Link
          to={{ search: `?${withParam(params, 'target', name).toString()}` }}
          replace
          preventScrollReset
          className="inline-flex min-h-6 items-center font-semibold whitespace-nowrap text-text no-underline hover:underline"
        >
          {name}
        </Link>
      </Td>
      <Td>
        <StatusWord look={targetLook(statusOf(fleet, place), started > 0)} />
      </Td>
      <Td>{started === 0 ? '–' : <Time at={started} style="clock" />}</Td>
      <Td className="text-right whitespace-nowrap">{took === undefined ? '–' : preciseDuration(took)}</Td>
      {events.map((event) => (
        <Td key={event} className="text-right whitespace-nowrap">
          {bars === undefined ? '…' : cellText(bars.find((bar) => bar.event === event))}
        </Td>
      ))}
    </tr>
  )
}

function cellText(bar: Bar | undefined): string {
  if (bar === undefined) return '–'
  const words = { Failed: '✕ failed ', InProgress: '▶ runs ' } as const
  const before = bar.status === 'Failed' || bar.status === 'InProgress' ? words[bar.status] : ''
  return `${before}${preciseDuration(bar.to - bar.from)}${bar.standsOut ? ' ▲ stands out' : ''}`
}
