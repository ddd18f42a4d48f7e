/** A running clock down to an instant, on the server's time. It is a timer with a name; nobody is read every second. */
import { useId } from 'react'
import type { ReactNode } from 'react'
import { useNow } from '../ui/clock.ts'
import { durationText } from '../ui/time-format.ts'

interface CountdownProps {
  /** "Decide by" */
  name: string
  until: string
  className?: string
  /** Beside the name: the instant itself. */
  children?: ReactNode
}

export function Countdown({ name, until, className, children }: CountdownProps) {
  const id = useId()
  const left = useTimeLeft(until)
  return (
    <div>
      <div className="text-xs text-muted">
        <span id={id}>{name}</span> {children}
      </div>
      <div role="timer" aria-labelledby={id} className={className}>
        {durationText(left ?? 0)}
      </div>
    </div>
  )
}

/** The same within a sentence: "30:00 left". */
export function TimeLeft({ until }: { until: string }) {
  return <span role="timer">{durationText(useTimeLeft(until) ?? 0)} left</span>
}

/** Milliseconds of the server's time; undefined without an end. */
export function useTimeLeft(until: string | undefined): number | undefined {
  const now = useNow()
  return until === undefined ? undefined : Date.parse(until) - now
}
