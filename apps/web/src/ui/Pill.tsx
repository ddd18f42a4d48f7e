/** A word in a rounded frame. The tone repeats what glyph and word say; it is never the only sign. */
import type { ReactNode } from 'react'
import { cx } from './cx.ts'

export type Tone = 'neutral' | 'progress' | 'success' | 'failed' | 'stopped' | 'skipped' | 'ready'

export const toneText: Record<Tone, string> = {
  neutral: 'text-muted',
  progress: 'text-progress-text',
  success: 'text-success-text',
  failed: 'text-failed-text',
  stopped: 'text-stopped-text',
  skipped: 'text-skipped-text',
  ready: 'text-ready-text',
}

export function Pill({ tone = 'neutral', glyph, children }: { tone?: Tone; glyph?: ReactNode; children: ReactNode }) {
  return (
    <span
      className={cx(
        'inline-flex items-center gap-1.5 whitespace-nowrap rounded-full border border-current px-2.5 py-0.5 text-xs font-semibold',
        toneText[tone],
      )}
    >
      {glyph}
      {children}
    </span>
  )
}
