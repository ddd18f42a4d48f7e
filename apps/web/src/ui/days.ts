/** Days as a clock on the wall counts them: of 23, 24 or 25 hours. */
import { instantOf, wallTime } from './zones.ts'
import type { Zone } from './zones.ts'

/** The first instant of a day, so many days from the one of `at`. */
export function dayStart(at: number, zone: Zone, days = 0): number {
  const { year, month, day } = wallTime(at, zone)
  return instantOf({ year, month, day: day + days }, zone)
}
