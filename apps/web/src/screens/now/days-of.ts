/** Hours of the server folded into the days of the reader's clock, the last one today. */
import type { Output } from '@sluice/api/contracts'
import { dayStart } from '../../ui/days.ts'
import { wallTime } from '../../ui/zones.ts'
import { dayText } from '../../ui/time-format.ts'
import type { Zone } from '../../ui/time-format.ts'

export interface Day {
  /** ISO: its first and its last instant. */
  from: string
  to: string
  total: number
  failed: number
  dayOfMonth: number
  isToday: boolean
}

interface Clock {
  now: number
  zone: Zone
  days: number
}

export function daysOf(hours: Output<'getNow'>['hours'], { now, zone, days }: Clock): Day[] {
  return Array.from({ length: days }, (_, place) => {
    const back = days - 1 - place
    const [from, next] = [dayStart(now, zone, -back), dayStart(now, zone, 1 - back)]
    const within = hours.filter(({ hour }) => {
      const at = Date.parse(`${hour}:00:00Z`)
      return at >= from && at < next
    })
    const count = (rows: typeof within) => rows.reduce((sum, row) => sum + row.count, 0)
    const noon = from + (next - from) / 2
    return {
      from: new Date(from).toISOString(),
      to: new Date(next - 1).toISOString(),
      total: count(within),
      failed: count(within.filter(({ status }) => status === 'Failed')),
      dayOfMonth: wallTime(noon, zone).day,
      isToday: back === 0,
    }
  })
}

/** "Sun 22 Nov: 12 deployments, 2 failed" */
export function dayWords({ from, total, failed }: Day, zone: Zone): string {
  const count = total === 1 ? '1 deployment' : `${total === 0 ? 'no' : total} deployments`
  return `${dayText(Date.parse(from), zone)}: ${count}${failed > 0 ? `, ${failed} failed` : ''}`
}
