/** How the hosts of a group stand: by their last attempt, and by what is installed. Quiet when all is well, loud where it failed. */
import type { Output } from '@sluice/api/contracts'
import { cx } from '../ui/cx.ts'
import { SpreadBar, type BarShare } from './SpreadBar.tsx'
import { standingLooks } from './standing-looks.ts'

type Health = Output<'listGroupInstances'>['health']

export function HealthSpread({ health }: { health: Health }) {
  const { healthy, failed, never, current, old, unknown, sentence } = health
  if (sentence === '') return null
  return (
    <div className="flex flex-col gap-2">
      <p className="text-sm">{sentence}</p>
      <div className="grid gap-x-6 gap-y-2 sm:grid-cols-2">
        <Spread
          name="Instance health"
          shares={[
            { name: 'Healthy', count: healthy, look: standingLooks.good },
            { name: 'Unhealthy: failed last time', count: failed, look: standingLooks.failed },
            { name: 'Unhealthy: no attempt known', count: never, look: standingLooks.none },
          ]}
        />
        <Spread
          name="Revision health"
          shares={[
            { name: 'Current', count: current, look: standingLooks.good },
            { name: 'Old', count: old, look: standingLooks.old },
            { name: 'Unknown', count: unknown, look: standingLooks.none },
          ]}
        />
      </div>
    </div>
  )
}

function Spread({ name, shares }: { name: string; shares: readonly (BarShare & { name: string })[] }) {
  return (
    <div className="flex min-w-0 flex-col gap-1">
      <SpreadBar shares={shares} />
      <ul aria-label={`${name} of the hosts`} className="flex flex-wrap gap-x-3 text-xs text-muted">
        <li aria-hidden className="font-semibold">
          {name}
        </li>
        {shares
          .filter(({ count }) => count > 0)
          .map((share) => (
            <li key={share.name} className="flex items-center gap-1">
              <span aria-hidden className={cx('size-2.5 shrink-0 rounded-sm', share.look)} />
              {share.name} {share.count.toLocaleString('en')}
            </li>
          ))}
      </ul>
    </div>
  )
}
