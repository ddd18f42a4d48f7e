/** How many targets are in each state; each count is a filter, kept in the URL. */
import type { TargetStatus } from '@sluice/model'
import { countedStatus } from '../../../components/status.ts'
import { cx } from '../../../ui/cx.ts'
import { useViewParams } from '../view-params.ts'
import { Cell } from './Cell.tsx'

const order: readonly TargetStatus[] = ['Succeeded', 'InProgress', 'Failed', 'Ready', 'Skipped', 'Pending', 'Unknown']

interface LegendProps {
  counts: Record<TargetStatus, number>
  /** Of those that are Skipped. */
  leftPartWay: number
  chosen: readonly TargetStatus[]
}

export function Legend({ counts, leftPartWay, chosen }: LegendProps) {
  const { set } = useViewParams()
  const toggle = (status: TargetStatus) => {
    const next = chosen.includes(status) ? chosen.filter((one) => one !== status) : [...chosen, status]
    set('state', next.join(','))
  }
  const shown = order.filter((status) => counts[status] > 0 || chosen.includes(status))
  return (
    <div role="group" aria-label="Filter by state" className="flex flex-wrap items-center gap-1 px-2.5 pt-2">
      {shown.map((status) => (
        <button
          key={status}
          type="button"
          aria-pressed={chosen.includes(status)}
          onClick={() => toggle(status)}
          className={cx(
            'flex min-h-7 items-center gap-1.5 rounded-md border px-1.5 text-xs hover:bg-surface',
            chosen.includes(status) ? 'border-accent bg-accent-soft' : 'border-transparent',
            status === 'Failed' && 'font-semibold text-failed-text',
          )}
        >
          <Cell status={status} />
          {countedStatus(status, counts[status], leftPartWay)}
        </button>
      ))}
      {chosen.length > 0 && (
        <button type="button" className="link min-h-7 px-1.5 text-xs" onClick={() => set('state', undefined)}>
          Show all
        </button>
      )}
    </div>
  )
}
