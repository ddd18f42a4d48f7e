/** One fleet of a blue/green deployment: its name, its counts, and a line beside its hosts, solid or hatched. */
import type { ReactNode } from 'react'
import { useId } from 'react'
import { FleetName } from '../../../components/FleetName.tsx'
import { countedStatus } from '../../../components/status.ts'
import { countByStatus, countLeftPartWay, targetStatuses } from '../../../live/fleet.ts'
import type { Fleet, FleetLabel } from '../../../live/fleet.ts'
import { cx } from '../../../ui/cx.ts'

interface FleetHeadingProps {
  fleet: Fleet
  label: FleetLabel
  /** Its hosts; nothing when the filter leaves none. */
  children: ReactNode
}

export function FleetHeading({ fleet, label, children }: FleetHeadingProps) {
  const id = useId()
  if (children === null) return null
  return (
    <section aria-labelledby={id} className="relative pl-2.5 pt-2">
      <span
        aria-hidden
        className={cx(
          'absolute bottom-3 left-2.5 top-3 w-1 rounded-xs',
          label === 'B' ? 'bg-env-original' : 'env-hatch',
        )}
      />
      <h3 id={id} className="flex flex-wrap items-center gap-x-2 px-3.5 text-sm font-semibold">
        <FleetName label={label} />
        <span className="text-xs font-normal text-muted">{countWords(fleet, label)}</span>
      </h3>
      {children}
    </section>
  )
}

/** "4 hosts · 3 succeeded · 1 in progress" */
export function countWords(fleet: Fleet, label: FleetLabel): string {
  const counts = countByStatus(fleet, label)
  const total = fleet.labels?.filter((one) => one === label).length ?? 0
  const states = targetStatuses
    .filter((status) => counts[status] > 0)
    .map((status) => countedStatus(status, counts[status], countLeftPartWay(fleet, label)))
  return [`${total.toLocaleString('en')} ${total === 1 ? 'host' : 'hosts'}`, ...states].join(' · ')
}
