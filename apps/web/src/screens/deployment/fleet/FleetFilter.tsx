/** Blue/green: only one of the two fleets. Kept in the URL, like the filter by state beside it. */
import { FleetMark } from '../../../components/FleetName.tsx'
import type { FleetLabel } from '../../../live/fleet.ts'
import { cx } from '../../../ui/cx.ts'
import { useViewParams } from '../view-params.ts'

const fleets = [
  { label: 'B', name: 'Blue', word: 'original' },
  { label: 'G', name: 'Green', word: 'replacement' },
] as const

export function FleetFilter({ labels }: { labels: readonly FleetLabel[] }) {
  const { fleet, set } = useViewParams()
  return (
    <div role="group" aria-label="Filter by fleet" className="flex flex-wrap items-center gap-1 px-2.5 pt-2">
      {fleets.map(({ label, name, word }) => (
        <button
          key={name}
          type="button"
          aria-pressed={fleet === label}
          onClick={() => set('fleet', fleet === label ? undefined : name)}
          className={cx(
            'flex min-h-7 items-center gap-1.5 rounded-md border px-1.5 text-xs hover:bg-surface',
            fleet === label ? 'border-accent bg-accent-soft' : 'border-transparent',
          )}
        >
          <FleetMark label={label} />
          {`${name} · ${labels.filter((one) => one === label).length.toLocaleString('en')} ${word}`}
        </button>
      ))}
    </div>
  )
}
