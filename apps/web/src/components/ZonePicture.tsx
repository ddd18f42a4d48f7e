/**
 * A deployment zone by zone, as a strip: one block a zone, as wide as it has hosts, and between two of them how long it bakes.
 * Before the start it shows how many go at a time, afterwards how each zone stands.
 */
import type { PlannedZone, ZoneStanding } from '@sluice/model'
import { cx } from '../ui/cx.ts'
import { durationText } from '../ui/time-format.ts'

export type PicturedZone = PlannedZone | ZoneStanding

/** More would be too narrow to read. */
const mostZones = 12

export function ZonePicture({ zones }: { zones: readonly PicturedZone[] }) {
  const from = firstShown(zones)
  const shown = zones.slice(from, from + mostZones)
  const others = [...zones.slice(0, from), ...zones.slice(from + mostZones)]
  return (
    <div>
      <ol aria-label="Zones" className="flex flex-wrap gap-1">
        {shown.map((zone) => (
          <li
            key={zone.name}
            className="flex max-w-full min-w-min gap-1 max-sm:min-w-36"
            style={{ flexGrow: zone.hosts, flexBasis: 0 }}
          >
            <Zone zone={zone} />
            {zone.bakeSeconds !== undefined && <Bake zone={zone} seconds={zone.bakeSeconds} />}
          </li>
        ))}
      </ol>
      {others.length > 0 && <p className="text-xs text-muted">{othersOf(others)}</p>}
    </div>
  )
}

/** Where it stands is always in the picture, with one that is done before it. */
function firstShown(zones: readonly PicturedZone[]): number {
  const at = zones.findIndex((zone) => 'state' in zone && zone.state !== 'done')
  return Math.max(0, Math.min(at - 1, zones.length - mostZones))
}

/** "and 3 more zones in the same way"; once it runs "and 3 more zones: 2 done, 1 not started" */
function othersOf(others: readonly PicturedZone[]): string {
  const states = others.flatMap((zone) => ('state' in zone ? [stateWords[zone.state]] : []))
  const tally = [...new Set(states)].map((word) => `${count(states.filter((one) => one === word).length)} ${word}`)
  const more = `and ${count(others.length)} more ${others.length === 1 ? 'zone' : 'zones'}`
  return tally.length === 0 ? `${more} in the same way` : `${more}: ${tally.join(', ')}`
}

const stateWords: Record<ZoneStanding['state'], string> = {
  pending: 'not started',
  running: 'running',
  baking: 'baking',
  done: 'done',
  failed: 'failed',
  skipped: 'skipped',
}

function Zone({ zone }: { zone: PicturedZone }) {
  const look = 'state' in zone ? looks[zone.state] : looks.pending
  return (
    <div className={cx('min-w-16 grow rounded-sm border px-2 py-1', look)}>
      {/* A name may have 256 characters without a blank; the facts are short. */}
      <b className="block text-sm font-semibold [overflow-wrap:anywhere]">{zone.name}</b>
      <span className="block text-xs sm:whitespace-nowrap">{factsOf(zone)}</span>
      {zone.minimum > 0 && (
        <span className="block text-xs">
          {count(zone.minimum)} {zone.minimum === 1 ? 'stays' : 'stay'} healthy
        </span>
      )}
    </div>
  )
}

function Bake({ zone, seconds }: { zone: PicturedZone; seconds: number }) {
  const isNow = 'state' in zone && zone.state === 'baking'
  return (
    <div
      className={cx(
        'flex min-w-12 flex-col justify-center rounded-sm border border-dashed px-1.5 text-center text-xs whitespace-nowrap',
        isNow ? 'border-progress text-progress-text' : 'border-control text-muted',
      )}
    >
      {bakeLines(zone, seconds).map((line) => (
        <span key={line}>{line}</span>
      ))}
    </div>
  )
}

/** How long it takes, while it is to come or runs; then that it is over, or that there was none. */
function bakeLines(zone: PicturedZone, seconds: number): string[] {
  const state = 'state' in zone ? zone.state : 'pending'
  if (state === 'done') return ['bake', 'over']
  return state === 'failed' || state === 'skipped' ? ['no bake'] : ['bakes', durationText(seconds * 1000)]
}

const looks: Record<ZoneStanding['state'], string> = {
  pending: 'border-control',
  running: 'border-progress text-progress-text',
  baking: 'border-success-line text-success-text',
  done: 'border-success-line text-success-text',
  failed: 'border-failed-text text-failed-text',
  skipped: 'border-dashed border-control text-muted',
}

/** "4 hosts, 2 at a time", "2 of 4 done, 1 failed" */
function factsOf(zone: PicturedZone): string {
  const hosts = `${count(zone.hosts)} ${zone.hosts === 1 ? 'host' : 'hosts'}`
  if (!('state' in zone))
    return zone.parallel < zone.hosts ? `${hosts}, ${count(zone.parallel)} at a time` : `${hosts}, at once`
  if (zone.state === 'pending') return `${hosts}, not started`
  if (zone.state === 'skipped') return `${count(zone.succeeded)} of ${hosts} done, skipped`
  const failed = zone.failed === 0 ? '' : `, ${count(zone.failed)} failed`
  return `${count(zone.succeeded)} of ${hosts} done${failed}`
}

const count = (value: number): string => value.toLocaleString('en')
