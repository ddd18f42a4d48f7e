/** First on the page: until when somebody must decide, what happens otherwise, who is asked. */
import { atZero, urgencyOf, urgencyWords } from '../../components/deadline.ts'
import type { Revisions, Urgency } from '../../components/deadline.ts'
import { Countdown, useTimeLeft } from '../../components/Countdown.tsx'
import { cx } from '../../ui/cx.ts'
import { fullTime, useZone } from '../../ui/time-format.ts'
import { Time } from '../../ui/Time.tsx'
import type { Ready } from './decision-words.ts'

interface DeadlineStripProps {
  ready: Ready
  revisions: Revisions
  /** Who started, what is needed, whether this person may. */
  people: readonly string[]
}

export function DeadlineStrip({ ready, revisions, people }: DeadlineStripProps) {
  const left = useTimeLeft(ready.until)
  const urgency = left === undefined ? 'calm' : urgencyOf(left)
  const { before, effect, after } = atZero(ready, revisions)
  return (
    <section
      aria-label="Deadline"
      className={cx(
        'flex flex-wrap items-center gap-x-6 gap-y-2 border-b border-line px-4 py-3 sm:px-6',
        urgency === 'calm' ? 'bg-surface' : urgency === 'soon' ? 'bg-warning-soft' : 'bg-danger-soft',
      )}
    >
      {ready.until !== undefined && (
        <div>
          <Countdown name="Decide by" until={ready.until} className="text-2xl font-semibold">
            <Instant at={ready.until} />
          </Countdown>
          <Tone urgency={urgency} />
        </div>
      )}
      <div className="min-w-0 flex-1 basis-64">
        <p className="text-lg">
          {before}
          <b className="font-semibold">{effect}</b>
          {after}
        </p>
        <p className="mt-0.5 text-xs text-muted">{people.join(' · ')}</p>
      </div>
      <Announced urgency={urgency} effect={`${before}${effect}${after}`} />
    </section>
  )
}

/** Local time, and UTC beside it: whoever decides may sit elsewhere. */
function Instant({ at }: { at: string }) {
  const zone = useZone()
  const isLocalUtc = zone === 'UTC' || fullTime(Date.parse(at), 'local').endsWith('UTC')
  return (
    <span className="text-text">
      <Time at={at} style="full" />
      {!isLocalUtc && ` (${at.slice(11, 19)} UTC)`}
    </span>
  )
}

function Tone({ urgency }: { urgency: Urgency }) {
  const words = urgencyWords[urgency]
  if (words === undefined) return null
  return (
    <p aria-hidden className={cx('text-sm font-semibold', urgency === 'soon' ? 'text-ready-text' : 'text-failed-text')}>
      {urgency === 'soon' ? '◆' : '▲'} {words}
    </p>
  )
}

/** Read out once each: politely at ten minutes, at once at two. */
function Announced({ urgency, effect }: { urgency: Urgency; effect: string }) {
  return (
    <>
      <p role="status" className="sr-only">
        {urgency === 'soon' ? `${urgencyWords.soon} to decide.` : ''}
      </p>
      <p role="alert" className="sr-only">
        {urgency === 'urgent' ? `${urgencyWords.urgent} to decide. ${effect}` : ''}
      </p>
    </>
  )
}
