/** The plan of this deployment: its waves with their hosts, in the order they are taken. */
import type { DeploymentSummary } from '@sluice/model'
import { FleetName } from '../../../components/FleetName.tsx'
import { ZonePicture } from '../../../components/ZonePicture.tsx'
import { targetLook } from '../../../components/status.ts'
import { statusOf, waveRanges } from '../../../live/fleet.ts'
import type { Fleet } from '../../../live/fleet.ts'
import { cx } from '../../../ui/cx.ts'
import { Glyph } from '../../../ui/Glyph.tsx'
import { toneText } from '../../../ui/Pill.tsx'

/** So many hosts of a wave are named; the rest is counted. */
const mostNamed = 40
const mostWaves = 60

export function PlanPanel({ deployment, fleet }: { deployment: DeploymentSummary; fleet: Fleet | undefined }) {
  const { health, parallel, lifecycleEvents } = deployment
  const waves = fleet === undefined ? [] : waveRanges(fleet.waves, fleet.labels)
  return (
    <div tabIndex={0} className="overflow-y-auto p-3.5 -outline-offset-2">
      <p>
        {`${health.total} ${health.total === 1 ? 'host' : 'hosts'}, at most ${parallel} at a time. ${health.minimum} must stay healthy.`}
      </p>
      <p className="mt-1 text-xs text-muted">
        {deployment.blueGreen === undefined
          ? `On each host: ${lifecycleEvents.join(' → ')}.`
          : 'First the fleet that gets the users, then the one that gives them away.'}{' '}
        A host that ends makes room for the next one at once; a wave is how many may run together.
      </p>
      {deployment.zones !== undefined && (
        <div className="mt-3">
          <ZonePicture zones={deployment.zones.zones} />
        </div>
      )}
      <ol className="mt-3">
        {waves.slice(0, mostWaves).map(({ wave, label, from, to }) => (
          <li key={from} className="grid grid-cols-[72px_1fr] gap-2.5 border-t border-line py-2">
            <b className="font-semibold">Wave {wave}</b>
            <span className="flex flex-wrap gap-1">
              {label !== undefined && <FleetName label={label} className="mr-1.5 text-xs" />}
              {fleet !== undefined && chips(fleet, from, Math.min(to, from + mostNamed))}
              {to - from > mostNamed && (
                <span className="text-xs text-muted">and {(to - from - mostNamed).toLocaleString('en')} more</span>
              )}
            </span>
          </li>
        ))}
      </ol>
      {waves.length > mostWaves && (
        <p className="border-t border-line pt-2 text-xs text-muted">
          and {waves.length - mostWaves} more waves in the same order
        </p>
      )}
    </div>
  )
}

function chips(fleet: Fleet, from: number, to: number) {
  return fleet.names.slice(from, to).map((name, at) => {
    const look = targetLook(statusOf(fleet, from + at), (fleet.started[from + at] ?? 0) > 0)
    return (
      <span key={name} className="mono inline-flex items-center gap-1 rounded-sm border border-control px-1.5">
        <Glyph name={look.glyph} className={cx('size-2.5', toneText[look.tone])} />
        {name}
        <span className="sr-only">, {look.word}</span>
      </span>
    )
  })
}
