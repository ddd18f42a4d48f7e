/**
 * How times are shown: in which zone and with how many hours a day. One setting of this browser, for every time on every
 * screen. What is kept and not understood is dropped.
 */
import { createStore, useStore } from './store.ts'

/** `local`: the zone of this computer. Others by their names in the time zone database: `Europe/Berlin`. */
export type Zone = 'local' | 'UTC' | `${string}/${string}`
export type HoursADay = '24' | '12'

export interface TimeChoice {
  zone: Zone
  /** Where the switch leads back to from UTC. */
  home: Zone
  hours: HoursADay
}

const keys = { zone: 'sluice.zone', home: 'sluice.zone.home', hours: 'sluice.hours' } as const

export const timeChoice = createStore<TimeChoice>(readChoice())

export const useTimeChoice = (): TimeChoice => useStore(timeChoice)
export const useZone = (): Zone => useTimeChoice().zone

export function chooseZone(zone: Zone): void {
  keep({ ...timeChoice.get(), zone, ...(zone !== 'UTC' && { home: zone }) })
}

export const chooseHours = (hours: HoursADay): void => keep({ ...timeChoice.get(), hours })

/** The one that the switch leads to. */
export const otherZone = ({ zone, home }: TimeChoice): Zone => (zone === 'UTC' ? home : 'UTC')

/** For `Intl`. */
export const zoneOption = (zone: Zone): { timeZone?: string } => (zone === 'local' ? {} : { timeZone: zone })

/** All that this browser knows, by name. */
export const zoneNames = (): readonly string[] =>
  Intl.supportedValuesOf('timeZone').filter((name) => name.includes('/'))

export function isZone(name: string | null): name is Zone {
  if (name === 'local' || name === 'UTC') return true
  if (name === null || !name.includes('/')) return false
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== ''
  } catch {
    return false
  }
}

/** What a clock and a calendar on the wall of the zone show. Months count from 1. */
export interface WallTime {
  year: number
  month: number
  day: number
  hour?: number
  minute?: number
  second?: number
}

const wallFormats = new Map<Zone, Intl.DateTimeFormat>()

export function wallTime(at: number, zone: Zone): Required<WallTime> {
  const known = wallFormats.get(zone) ?? wallFormat(zone)
  wallFormats.set(zone, known)
  const parts = Object.fromEntries(known.formatToParts(at).map(({ type, value }) => [type, Number(value)]))
  const { year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0 } = parts
  return { year, month, day, hour, minute, second }
}

const wallFormat = (zone: Zone): Intl.DateTimeFormat =>
  new Intl.DateTimeFormat('en-US', {
    ...zoneOption(zone),
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
    hourCycle: 'h23',
  })

/** The instant at which the wall shows it. A time that a change of the clocks leaves out is the one as long after the change. */
export function instantOf(wall: WallTime, zone: Zone): number {
  const asUtc = utc(wall)
  // The offset at about that time, then the one at the instant that this gives: they differ only around a change.
  const first = asUtc - offset(asUtc, zone)
  return asUtc - offset(first, zone)
}

const offset = (at: number, zone: Zone): number => utc(wallTime(at, zone)) - Math.floor(at / 1000) * 1000

const utc = ({ year, month, day, hour = 0, minute = 0, second = 0 }: WallTime): number =>
  Date.UTC(year, month - 1, day, hour, minute, second)

function keep(choice: TimeChoice): void {
  try {
    for (const [name, key] of Object.entries(keys)) localStorage.setItem(key, choice[name as keyof TimeChoice])
  } catch {
    // Storage may be switched off: the choice then lasts as long as the page.
  }
  timeChoice.set(choice)
}

function readChoice(): TimeChoice {
  try {
    const [zone, home] = [localStorage.getItem(keys.zone), localStorage.getItem(keys.home)]
    return {
      zone: isZone(zone) ? zone : 'local',
      home: isZone(home) && home !== 'UTC' ? home : 'local',
      hours: localStorage.getItem(keys.hours) === '12' ? '12' : '24',
    }
  } catch {
    return { zone: 'local', home: 'local', hours: '24' }
  }
}
