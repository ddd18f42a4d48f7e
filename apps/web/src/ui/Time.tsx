/** Instants and durations as text that people and machines can read. */
import { serverNow, useNow } from './clock.ts'
import { otherZone, useTimeChoice } from './zones.ts'
import type { TimeChoice } from './zones.ts'
import { clockTime, durationText, fullTime, preciseDuration, relativeText, shortTime, useZone } from './time-format.ts'

type TimeStyle = 'relative' | 'clock' | 'short' | 'full'

/** `at` is ISO or milliseconds. Hover or focus shows the whole instant with its zone. */
export function Time({ at, style = 'relative' }: { at: string | number; style?: TimeStyle }) {
  return style === 'relative' ? <RelativeTime at={at} /> : <FixedTime at={at} style={style} />
}

function RelativeTime({ at }: { at: string | number }) {
  const [zone, now] = [useZone(), useNow()]
  return <Stamp at={at} text={relativeText(millis(at), now, zone)} />
}

function FixedTime({ at, style }: { at: string | number; style: Exclude<TimeStyle, 'relative'> }) {
  const zone = useZone()
  const form = { clock: clockTime, short: shortTime, full: fullTime }[style]
  return <Stamp at={at} text={form(millis(at), zone)} />
}

function Stamp({ at, text }: { at: string | number; text: string }) {
  return (
    <time
      dateTime={new Date(at).toISOString()}
      title={inBothZones(millis(at), useTimeChoice())}
      className="whitespace-nowrap"
    >
      {text}
    </time>
  )
}

/** In the zone of the setting, and in the one that the switch leads to. */
export const inBothZones = (at: number, choice: TimeChoice): string =>
  `${fullTime(at, choice.zone)} · ${fullTime(at, otherZone(choice))}`

interface DurationProps {
  from: string | number
  /** Absent = still running: it ticks. */
  to?: string | number | undefined
  precise?: boolean
}

export function Duration({ from, to, precise = false }: DurationProps) {
  if (to === undefined) return <RunningDuration from={millis(from)} />
  const length = millis(to) - millis(from)
  return <span className="whitespace-nowrap">{precise ? preciseDuration(length) : durationText(length)}</span>
}

function RunningDuration({ from }: { from: number }) {
  useNow()
  return <span className="whitespace-nowrap">{durationText(serverNow() - from)}</span>
}

const millis = (at: string | number): number => (typeof at === 'number' ? at : Date.parse(at))
