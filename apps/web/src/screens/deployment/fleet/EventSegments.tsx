/** The lifecycle events of one target as a row of segments, in order; with names when there is room for one large card. */
import { cx } from '../../../ui/cx.ts'

/** By the digit of `LifecycleEventStatus.options`. */
const looks: Record<string, string> = {
  '0': 'border border-pending-line',
  '1': 'bg-progress',
  '2': 'border-b-2 border-success-line bg-success',
  '3': 'bg-failed',
  '4': 'border border-skipped bg-surface',
  '5': 'border border-dotted border-control',
}

export const stepWords: Record<string, string> = {
  '0': 'pending',
  '1': 'in progress',
  '2': 'succeeded',
  '3': 'failed',
  '4': 'skipped',
  '5': 'no report',
}

interface EventSegmentsProps {
  events: readonly string[]
  steps: string
  named?: boolean
}

export function EventSegments({ events, steps, named = false }: EventSegmentsProps) {
  const done = [...steps].filter((digit) => digit === '2').length
  return (
    <div
      role="img"
      aria-label={`${done} of ${events.length} events succeeded`}
      className="grid gap-0.5"
      style={{ gridTemplateColumns: `repeat(${events.length}, minmax(0, 1fr))` }}
    >
      {events.map((event, at) => {
        const digit = steps[at] ?? '0'
        return (
          <span key={event} title={`${event}: ${stepWords[digit]}`} className="min-w-0">
            <span className={cx('block rounded-xs', named ? 'h-3' : 'h-[7px]', looks[digit])} />
            {named && <span className="mt-1 block truncate text-xs text-muted max-sm:hidden">{event}</span>}
          </span>
        )
      })}
    </div>
  )
}
