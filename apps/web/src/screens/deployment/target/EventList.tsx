/** The lifecycle events of one target in order, with durations; a failed one with everything it said about itself. */
import type { Diagnostics, LifecycleEvent } from '@sluice/model'
import { eventLooks } from '../../../components/status.ts'
import { StatusWord } from '../../../components/StatusWord.tsx'
import { CopyButton } from '../../../ui/CopyButton.tsx'
import { Duration } from '../../../ui/Time.tsx'
import { visible } from '../log/ansi.ts'
import type { LedgerInfo } from './Ledger.tsx'
import { RanScripts } from './RanScripts.tsx'

interface EventListProps {
  events: readonly LifecycleEvent[]
  /** What ran in each; absent until it is known. */
  ran?: LedgerInfo['events'] | undefined
}

export function EventList({ events, ran = [] }: EventListProps) {
  const ranIn = new Map(ran.map((one) => [one.event, one]))
  return (
    <ol aria-label="Lifecycle events" className="rounded-lg border border-line">
      {events.map((event) => (
        <li key={event.lifecycleEventName} className="border-line px-3 py-1.5 not-first:border-t">
          <div className="flex flex-wrap items-center gap-x-3">
            <span className="w-36 font-semibold">{event.lifecycleEventName}</span>
            <StatusWord look={eventLooks[event.status]} className="text-xs" />
            <span className="ml-auto text-xs text-muted">
              {event.startTime !== undefined && <Duration from={event.startTime} to={event.endTime} precise />}
            </span>
          </div>
          <Ran event={ranIn.get(event.lifecycleEventName)} />
          {event.status === 'Failed' && event.diagnostics !== undefined && <Failure diagnostics={event.diagnostics} />}
        </li>
      ))}
    </ol>
  )
}

function Ran({ event }: { event: LedgerInfo['events'][number] | undefined }) {
  if (event === undefined || event.status === 'Pending' || event.status === 'Skipped') return null
  return <RanScripts event={event} />
}

function Failure({ diagnostics }: { diagnostics: Diagnostics }) {
  const { errorCode, scriptName, message, logTail, exitCode } = diagnostics
  return (
    <div className="my-1.5 rounded-md border border-failed-text bg-danger-soft px-3 py-2">
      <p className="font-semibold text-failed-text">
        {errorCode}
        {scriptName !== '' && <span className="mono font-normal"> {scriptName}</span>}
        {typeof exitCode === 'number' && <span className="font-normal"> exit {exitCode}</span>}
      </p>
      {message !== '' && <p className="mt-0.5">{visible(message)}</p>}
      {logTail !== '' && (
        <div className="relative mt-2">
          <pre
            tabIndex={0}
            aria-label="End of the script's output"
            className="max-h-48 overflow-auto rounded-md bg-log-bg p-2.5 font-mono text-xs whitespace-pre-wrap text-log-text"
          >
            {logTail.split('\n').map(visible).join('\n')}
          </pre>
          <span className="absolute right-1.5 top-1.5 rounded-md bg-bg">
            <CopyButton text={logTail} what="this output" />
          </span>
        </div>
      )}
    </div>
  )
}
