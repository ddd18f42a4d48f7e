/** The lifecycle events of the only target, each with its name and state: there is room for them. */
import { eventLooks } from '../../../components/status.ts'
import { StatusWord } from '../../../components/StatusWord.tsx'

/** By the digit of the fleet's rows. */
const looks = [
  eventLooks.Pending,
  eventLooks.InProgress,
  eventLooks.Succeeded,
  eventLooks.Failed,
  eventLooks.Skipped,
  eventLooks.Unknown,
]

interface EventStepsProps {
  events: readonly string[]
  steps: string
  /** Which of the events are shown: those of the host's side. */
  places: readonly number[]
}

export function EventSteps({ events, steps, places }: EventStepsProps) {
  return (
    <ol aria-label="Lifecycle events" className="grid gap-x-6 gap-y-1 py-1 sm:grid-cols-2">
      {places.map((at) => (
        <li key={events[at]} className="flex items-baseline justify-between gap-3 border-b border-line pb-1 text-sm">
          {events[at]}
          <StatusWord look={looks[Number(steps[at] ?? 0)] ?? eventLooks.Unknown} className="text-xs" />
        </li>
      ))}
    </ol>
  )
}
