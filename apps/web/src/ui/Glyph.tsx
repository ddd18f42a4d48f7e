/** The status glyphs: one shape each, drawn in the colour of the text around them. Always beside a word or a name. */
import type { ReactNode } from 'react'
import { cx } from './cx.ts'

export type GlyphName = 'pending' | 'progress' | 'success' | 'failed' | 'stopped' | 'skipped' | 'ready' | 'unknown'

const line = {
  fill: 'none',
  stroke: 'currentColor',
  strokeWidth: 1.9,
  strokeLinecap: 'round',
  strokeLinejoin: 'round',
} as const

const shapes: Record<GlyphName, ReactNode> = {
  pending: <circle cx="6" cy="6" r="4" {...line} />,
  progress: <path d="M3 1.5v9l7.5-4.5z" fill="currentColor" />,
  success: <path d="m1.8 6.4 2.8 3 5.6-6.6" {...line} />,
  failed: <path d="m2.2 2.2 7.6 7.6m0-7.6-7.6 7.6" {...line} />,
  stopped: <path d="M2.2 2.2h7.6v7.6H2.2z" fill="currentColor" />,
  skipped: (
    <>
      <circle cx="6" cy="6" r="4.2" {...line} />
      <path d="m3.2 8.8 5.6-5.6" {...line} />
    </>
  ),
  ready: <path d="M6 .8 11.2 6 6 11.2.8 6z" fill="currentColor" />,
  unknown: <path d="M3.6 4.2a2.4 2.4 0 1 1 3.3 2.2c-.6.3-.9.7-.9 1.3m0 2.2v.1" {...line} />,
}

export function Glyph({ name, className }: { name: GlyphName; className?: string }) {
  return (
    <svg viewBox="0 0 12 12" aria-hidden className={cx('size-3 shrink-0', className)}>
      {shapes[name]}
    </svg>
  )
}
