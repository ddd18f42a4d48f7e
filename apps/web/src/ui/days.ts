/** Days as a clock on the wall counts them: of 23, 24 or 25 hours. */
import type { Zone } from './time-format.ts'

/** The first instant of a day, so many days from the one of `at`. */
export function dayStart(at: number, zone: Zone, days = 0): number {
  const date = new Date(at)
  if (zone === 'UTC') return Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate() + days)
  return new Date(date.getFullYear(), date.getMonth(), date.getDate() + days).getTime()
}
