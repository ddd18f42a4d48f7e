/**
 * When a deployment was started: a quick period that moves on with the days, or days between which it lies. In the address days
 * are instants, so that a link means the same to everybody, whatever their clock shows.
 */
import { dayStart } from '../../ui/days.ts'
import { instantOf as instantOfWall, wallTime } from '../../ui/zones.ts'
import type { Zone } from '../../ui/time-format.ts'

export const quickPeriods = ['1h', '6h', '24h', 'today', '7d', '30d'] as const
export type QuickPeriod = (typeof quickPeriods)[number]

export const quickWords: Record<QuickPeriod, string> = {
  '1h': 'Last hour',
  '6h': 'Last 6 hours',
  '24h': 'Last 24 hours',
  today: 'Today',
  '7d': 'Last 7 days',
  '30d': 'Last 30 days',
}

export interface Period {
  quick: QuickPeriod | undefined
  /** ISO. The same text the whole day long (of the last hours: for some minutes), so that nothing is asked for twice. */
  range: { start?: string; end?: string }
}

interface Clock {
  now: number
  zone: Zone
}

type Hours = '1h' | '6h' | '24h'
const hoursBack: Record<Hours, number> = { '1h': 1, '6h': 6, '24h': 24 }
const daysBack: Record<Exclude<QuickPeriod, Hours>, number> = { today: 0, '7d': 6, '30d': 29 }
const inHours = (quick: QuickPeriod): quick is Hours => quick in hoursBack

const [hour, step] = [3_600_000, 300_000]

/** The time in steps of five minutes: what is shown needs to be read no more often. */
export const steppedTime = (at: number): number => Math.floor(at / step) * step

function startOf(quick: QuickPeriod, { now, zone }: Clock): number {
  return inHours(quick) ? steppedTime(now) - hoursBack[quick] * hour : dayStart(now, zone, -daysBack[quick])
}

export function periodOf(params: URLSearchParams, clock: Clock): { period: Period | undefined; isBad: boolean } {
  const [started, from, to] = [params.get('started'), params.get('from'), params.get('to')]
  const quick = quickPeriods.find((one) => one === started)
  if (quick !== undefined) {
    const start = new Date(startOf(quick, clock)).toISOString()
    return { period: { quick, range: { start } }, isBad: from !== null || to !== null }
  }
  const [start, end] = [instantOf(from), instantOf(to)]
  const isBad =
    started !== null ||
    (from !== null && start === undefined) ||
    (to !== null && end === undefined) ||
    (start !== undefined && end !== undefined && start > end)
  if (isBad || (start === undefined && end === undefined)) return { period: undefined, isBad }
  return {
    period: {
      quick: undefined,
      range: { ...(start === undefined ? {} : { start }), ...(end === undefined ? {} : { end }) },
    },
    isBad,
  }
}

const instantOf = (text: string | null): string | undefined => {
  if (text === null || !/^\d{4}-\d\d-\d\dT/.test(text) || Number.isNaN(Date.parse(text))) return undefined
  return new Date(text).toISOString()
}

/** For a date field: `2026-11-22` of an instant, and back to the first or the last instant of that day. */
export function dayOf(iso: string | undefined, zone: Zone): string {
  if (iso === undefined) return ''
  const { year, month, day } = wallTime(Date.parse(iso), zone)
  const parts = [year, month, day]
  return parts.map((part, place) => String(part).padStart(place === 0 ? 4 : 2, '0')).join('-')
}

export function instantOfDay(day: string, zone: Zone, edge: 'start' | 'end'): string | undefined {
  const match = /^(\d{4})-(\d\d)-(\d\d)$/.exec(day)
  if (match === null) return undefined
  const [year, month, date] = match.slice(1).map(Number) as [number, number, number]
  const noon = instantOfWall({ year, month, day: date, hour: 12 }, zone)
  const at = edge === 'start' ? dayStart(noon, zone) : dayStart(noon, zone, 1) - 1
  return new Date(at).toISOString()
}
