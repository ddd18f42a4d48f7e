/** A target in words, the same for the map's cursor, its lens and the table. */
import { targetLook } from '../../../components/status.ts'
import { currentEvent, statusOf } from '../../../live/fleet.ts'
import type { Fleet, FleetLabel } from '../../../live/fleet.ts'
import { durationText } from '../../../ui/time-format.ts'

/** The event that runs, failed, or ended last on a target; undefined before the first. */
export function lastEvent(fleet: Fleet, index: number): string | undefined {
  const steps = fleet.steps[index] ?? ''
  const current = currentEvent(steps)
  const at = current >= 0 ? current : Math.max(steps.lastIndexOf('2'), steps.lastIndexOf('5'))
  return fleet.events[at]
}

/** Milliseconds from its start to its end, or to `now`; undefined before it started. */
export function elapsed(fleet: Fleet, index: number, now: number): number | undefined {
  const started = fleet.started[index] ?? 0
  const ended = fleet.ended[index] ?? 0
  if (started === 0) return undefined
  return (ended === 0 ? now : ended) - started
}

export const fleetWord = (label: FleetLabel | undefined): string | undefined =>
  label === undefined ? undefined : label === 'B' ? 'original' : 'replacement'

/** "web-031, wave 1, failed in ApplicationStart, 0:14". */
export function describeTarget(fleet: Fleet, index: number, now: number): string {
  const status = statusOf(fleet, index)
  const event = lastEvent(fleet, index)
  const word = targetLook(status, (fleet.started[index] ?? 0) > 0).word.toLowerCase()
  const isAtEvent = event !== undefined && (status === 'Failed' || status === 'InProgress')
  const silent = (fleet.silentSince[index] ?? 0) > 0 && status === 'InProgress'
  const took = elapsed(fleet, index, now)
  return [
    fleet.names[index],
    fleetWord(fleet.labels?.[index]),
    `wave ${fleet.waves[index]}`,
    isAtEvent ? `${word} in ${event}` : word,
    silent ? 'silent' : undefined,
    took === undefined ? undefined : durationText(took),
  ]
    .filter((part) => part !== undefined)
    .join(', ')
}
