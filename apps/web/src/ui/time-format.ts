/** Instants and durations in words, in a zone; the zone's label is never left out of a whole instant. */
import { timeChoice, zoneOption } from './zones.ts'
import type { HoursADay, Zone } from './zones.ts'

export { chooseZone, useZone } from './zones.ts'
export type { Zone } from './zones.ts'

const formats = new Map<string, Intl.DateTimeFormat>()

function format(zone: Zone, key: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const id = `${zone}:${key}`
  const known = formats.get(id)
  if (known !== undefined) return known
  const made = new Intl.DateTimeFormat('en-GB', { ...options, ...zoneOption(zone) })
  formats.set(id, made)
  return made
}

/** With the hours of the setting. */
function clockFormat(zone: Zone, key: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const { hours } = timeChoice.get()
  return format(zone, `${key}:${hours}`, { ...options, ...hourOptions[hours] })
}

const hourOptions: Record<HoursADay, Intl.DateTimeFormatOptions> = {
  '24': { hour: '2-digit', hourCycle: 'h23' },
  '12': { hour: 'numeric', hourCycle: 'h12' },
}

const hm = { minute: '2-digit' } as const
const hms = { minute: '2-digit', second: '2-digit' } as const

/** 14:02:31 */
export const clockTime = (at: number, zone: Zone): string => clockFormat(zone, 'hms', hms).format(at)

/** 14:02 */
export const shortTime = (at: number, zone: Zone): string => clockFormat(zone, 'hm', hm).format(at)

/** 14:02:31.204, with 24 hours whatever the setting: columns of a log are as wide as each other. */
export const logTime = (at: number, zone: Zone): string =>
  `${format(zone, 'log', { ...hms, ...hourOptions['24'] }).format(at)}.${String(Math.trunc(at) % 1000).padStart(3, '0')}`

/** 22 Nov 2026, 14:02:31 CET */
export const fullTime = (at: number, zone: Zone): string =>
  clockFormat(zone, 'full', { day: 'numeric', month: 'short', year: 'numeric', ...hms, timeZoneName: 'short' }).format(
    at,
  )

/** 22 Nov, 14:02 */
export const dayTime = (at: number, zone: Zone): string =>
  clockFormat(zone, 'day', { day: 'numeric', month: 'short', ...hm }).format(at)

/** Sun 22 Nov */
export const dayText = (at: number, zone: Zone): string =>
  format(zone, 'weekday', { weekday: 'short', day: 'numeric', month: 'short' }).format(at)

/** CET, or UTC */
export function zoneLabel(at: number, zone: Zone): string {
  if (zone === 'UTC') return 'UTC'
  const parts = format(zone, 'zone', { timeZoneName: 'short' }).formatToParts(at)
  return parts.find((part) => part.type === 'timeZoneName')?.value ?? 'local'
}

/** 0:07, 12:41, 1:02:09. Whole seconds, never negative. */
export function durationText(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000))
  const two = (value: number) => String(value).padStart(2, '0')
  const [hours, minutes, rest] = [Math.floor(seconds / 3600), Math.floor((seconds % 3600) / 60), seconds % 60]
  return hours > 0 ? `${hours}:${two(minutes)}:${two(rest)}` : `${minutes}:${two(rest)}`
}

/** Short spans with a tenth: 4.1 s; from a minute on m:ss. */
export function preciseDuration(ms: number): string {
  if (ms < 60_000) return `${(Math.max(0, ms) / 1000).toFixed(1)} s`
  return durationText(ms)
}

/** "just now", "4 min ago", "3 h ago"; from a day on the date. */
export function relativeText(at: number, now: number, zone: Zone): string {
  const seconds = Math.round((now - at) / 1000)
  if (seconds < 0) return dayTime(at, zone)
  if (seconds < 10) return 'just now'
  if (seconds < 60) return `${seconds} s ago`
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min ago`
  if (seconds < 86_400) return `${Math.floor(seconds / 3600)} h ago`
  return dayTime(at, zone)
}
