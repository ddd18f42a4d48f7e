/** The head of the rows: clock times, folded waits, numbered flags, now. Its words are the list of marks and the row names. */
import { clockTime, durationText, useZone, zoneLabel } from '../../../ui/time-format.ts'
import type { Axis } from './axis.ts'
import { markGlyphs } from './mark-glyphs.ts'
import type { TimeScale } from './time-scale.ts'

const height = 40

export function AxisHead({ axis, scale }: { axis: Axis; scale: TimeScale }) {
  const zone = useZone()
  const { from, to } = scale.whole
  const waits = scale.folds.map((fold) => durationText(fold.to - fold.from))
  return (
    <svg
      width={axis.width}
      height={height}
      role="img"
      aria-label={[
        `Time from ${clockTime(from, zone)} to ${clockTime(to, zone)} ${zoneLabel(from, zone)}`,
        ...(waits.length === 0 ? [] : [`folded waits of ${waits.join(', ')}`]),
      ].join(', ')}
      className="block"
    >
      {axis.ticks.map(({ at, x }) => (
        <g key={at}>
          <line x1={x} x2={x} y1={30} y2={height} className="stroke-control" />
          <text x={x + 3} y={37} className="fill-muted text-xs">
            {clockTime(at, zone)}
          </text>
        </g>
      ))}
      {axis.folds.map(([start, end], at) => (
        <g key={start}>
          <rect x={start} y={18} width={Math.max(0, end - start)} height={height - 18} className="fill-surface" />
          <path d={`M${(start + end) / 2 - 3} 38l3-6m0 6 3-6`} className="fill-none stroke-muted" strokeWidth={1.25} />
          <title>{`${waits[at] ?? ''} of waiting`}</title>
        </g>
      ))}
      {axis.marks.map(({ x, label, number, kind }) => (
        <g key={number}>
          <line x1={x} x2={x} y1={14} y2={height} className="stroke-control" strokeDasharray="2 3" />
          <text x={label} y={11} className="fill-text text-xs">
            {number}
            {markGlyphs[kind]}
          </text>
        </g>
      ))}
      {axis.now !== undefined && (
        <g>
          <line x1={axis.now} x2={axis.now} y1={14} y2={height} className="stroke-accent" strokeWidth={1.5} />
          <text x={Math.max(0, axis.now - 26)} y={25} className="fill-accent text-xs">
            now
          </text>
        </g>
      )}
    </svg>
  )
}
