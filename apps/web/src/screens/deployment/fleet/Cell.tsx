/** One cell of the map as a picture of its own, for the legend: the same shapes as on the canvas. */
import type { TargetStatus } from '@sluice/model'
import { cellInk } from './cell-ink.ts'

export function Cell({ status }: { status: TargetStatus }) {
  const ink = cellInk(status)
  const colour = (name: string | undefined) => (name === undefined ? 'none' : `var(--${name})`)
  return (
    <svg viewBox="0 0 12 12" aria-hidden className="size-3">
      <rect
        x=".5"
        y=".5"
        width="11"
        height="11"
        rx="2"
        fill={colour(ink.fill)}
        stroke={colour(ink.edge ?? ink.fill)}
        strokeDasharray={ink.isDotted ? '2 1.5' : undefined}
      />
      {ink.underline !== undefined && <rect x="1" y="9.5" width="10" height="2" fill={colour(ink.underline)} />}
      {ink.mark === 'dot' && <circle cx="6" cy="6" r="2" fill="#fff" />}
      {ink.mark === 'cross' && <path d="m3.5 3.5 5 5m0-5-5 5" stroke="#fff" strokeWidth="1.6" />}
      {ink.mark === 'slash' && <path d="m2.5 9.5 7-7" stroke="#fff" strokeWidth="1.4" />}
      {ink.mark === 'diamond' && <path d="M6 3.4 8.6 6 6 8.6 3.4 6z" fill="#fff" />}
    </svg>
  )
}
