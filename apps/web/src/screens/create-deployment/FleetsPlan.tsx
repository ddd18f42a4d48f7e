/** Blue/green, before it happens: both fleets, and what is done in which order. */
import type { Output } from '@sluice/api/contracts'
import { FleetName } from '../../components/FleetName.tsx'
import type { FleetLabel } from '../../live/fleet.ts'
import { cx } from '../../ui/cx.ts'
import { HostNames } from './HostNames.tsx'

interface FleetsPlanProps {
  blueGreen: NonNullable<Output<'planDeployment'>['blueGreen']>
  away: ReadonlySet<string>
  isProvisioned: boolean
}

export function FleetsPlan({ blueGreen: { original, replacement, steps }, away, isProvisioned }: FleetsPlanProps) {
  return (
    <div className="my-2 flex flex-col gap-3">
      <div className="grid gap-3 sm:max-lg:grid-cols-2">
        <PlannedFleet
          label="B"
          names={original}
          away={away}
          note={original.length === 0 ? 'nobody is served yet' : undefined}
        />
        <PlannedFleet
          label="G"
          names={replacement}
          away={away}
          note={isProvisioned ? 'made for this deployment' : undefined}
        />
      </div>
      <ol aria-label="Steps" className="flex list-decimal flex-col gap-1 pl-5">
        {steps.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
    </div>
  )
}

interface PlannedFleetProps {
  label: FleetLabel
  names: readonly string[]
  away: ReadonlySet<string>
  note: string | undefined
}

function PlannedFleet({ label, names, away, note }: PlannedFleetProps) {
  return (
    <section className="relative rounded-md border border-line py-2 pr-3 pl-4">
      <span
        aria-hidden
        className={cx('absolute inset-y-0 left-0 w-1 rounded-l-md', label === 'B' ? 'bg-env-original' : 'env-hatch')}
      />
      <h3 className="flex flex-wrap items-baseline gap-x-2 text-sm font-semibold">
        <FleetName label={label} />
        <span className="text-xs font-normal text-muted">
          {`${names.length} ${names.length === 1 ? 'host' : 'hosts'}`}
          {note !== undefined && ` · ${note}`}
        </span>
      </h3>
      <div className="mt-1">
        <HostNames names={names} away={away} />
      </div>
    </section>
  )
}
