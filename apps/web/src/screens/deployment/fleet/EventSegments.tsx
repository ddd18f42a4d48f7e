/** The lifecycle events of one target as a row of segments, in order. */
import { cx } from '../../../ui/cx.ts'

/** By the digit of `LifecycleEventStatus.options`. */
const looks: Record<string, string> = {
  '0': 'border border-pending-line',
  '1': 'bg-progress',
  '2': 'border-b-2 border-success-line bg-success',
  '3': 'bg-failed',
  '4': 'segment-skipped border border-skipped',
  '5': 'border border-dotted border-control',
}

const stepWords: Record<string, string> = {
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
  /** Which of the events are drawn: those of the host's side. */
  places: readonly number[]
}

export function EventSegments({ events, steps, places }: EventSegmentsProps) {
  const done = places.filter((at) => steps[at] === '2').length
  return (
    <div
      role="img"
      aria-label={`${done} of ${places.length} events succeeded`}
      className="grid gap-0.5"
      style={{ gridTemplateColumns: `repeat(${places.length}, minmax(0, 1fr))` }}
    >
      {places.map((at) => {
        const [event, digit] = [events[at], steps[at] ?? '0']
        return (
          <span
            key={event}
            title={`${event}: ${stepWords[digit]}`}
            className={cx('block h-[7px] rounded-xs', looks[digit])}
          />
        )
      })}
    </div>
  )
}
