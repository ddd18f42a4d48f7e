/** The state of the connection as a shape: full, half, hollow, two bars. */
import type { Connection } from '../live/connection.ts'

export function CapsuleGlyph({ phase }: { phase: Connection['phase'] | 'catchingUp' }) {
  return (
    <svg viewBox="0 0 10 10" aria-hidden className="size-2.5 shrink-0">
      {shapeOf(phase)}
    </svg>
  )
}

function shapeOf(phase: Connection['phase'] | 'catchingUp') {
  switch (phase) {
    case 'live':
      return <circle cx="5" cy="5" r="4" fill="var(--success-line)" />
    case 'catchingUp':
      return (
        <>
          <circle cx="5" cy="5" r="3.5" fill="none" stroke="var(--progress-text)" strokeWidth="1.5" />
          <path d="M5 1.5a3.5 3.5 0 0 0 0 7z" fill="var(--progress-text)" />
        </>
      )
    case 'paused':
      return <path d="M2 1h2v8H2zM6 1h2v8H6z" fill="currentColor" />
    case 'connecting':
    case 'silent':
    case 'reconnecting':
      return <circle cx="5" cy="5" r="3.5" fill="none" stroke="var(--ready-line)" strokeWidth="2" />
  }
}
