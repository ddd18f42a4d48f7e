/** The clock of the dashboard. Pressing it switches every time on the screen between local and UTC. */
import { wallNow } from '../ui/clock.ts'
import { useNow } from '../ui/clock.ts'
import { chooseZone, clockTime, useZone, zoneLabel } from '../ui/time-format.ts'
import { Tip } from '../ui/Tip.tsx'

export function ClockSwitch() {
  const zone = useZone()
  useNow()
  const now = wallNow()
  const other = zone === 'UTC' ? 'local' : 'UTC'
  return (
    <Tip text={`All times are ${zone === 'UTC' ? 'UTC' : `local (${zoneLabel(now, zone)})`}. Press for ${other}.`}>
      <button
        type="button"
        onClick={() => chooseZone(other)}
        className="min-h-8 rounded-md px-1.5 text-xs text-muted hover:bg-surface hover:text-text max-sm:hidden"
      >
        <span className="sr-only">Times in {zone === 'UTC' ? 'UTC' : 'local time'}, switch: </span>
        {clockTime(now, zone)} {zoneLabel(now, zone)}
      </button>
    </Tip>
  )
}
