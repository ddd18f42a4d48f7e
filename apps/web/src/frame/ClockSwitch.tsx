/** The clock of the dashboard: it goes on when nothing is heard, for it is no news of anything. Pressing it switches every time on the screen between UTC and one's own zone. */
import { useWallNow } from '../ui/clock.ts'
import { clockTime, zoneLabel } from '../ui/time-format.ts'
import { Tip } from '../ui/Tip.tsx'
import { chooseZone, otherZone, useTimeChoice } from '../ui/zones.ts'
import type { Zone } from '../ui/zones.ts'

export function ClockSwitch() {
  const choice = useTimeChoice()
  const now = useWallNow()
  const { zone } = choice
  const other = otherZone(choice)
  return (
    <Tip text={`All times are ${inWords(zone, now)}. Press for ${inWords(other, now)}.`}>
      <button
        type="button"
        onClick={() => chooseZone(other)}
        className="min-h-8 whitespace-nowrap rounded-md px-1.5 text-xs text-muted hover:bg-surface hover:text-text max-md:hidden"
      >
        <span className="sr-only">Times are {inWords(zone, now)}, switch: </span>
        {clockTime(now, zone)} {zoneLabel(now, zone)}
      </button>
    </Tip>
  )
}

function inWords(zone: Zone, now: number): string {
  if (zone === 'UTC') return 'UTC'
  return zone === 'local' ? `local (${zoneLabel(now, zone)})` : `of ${zone} (${zoneLabel(now, zone)})`
}
