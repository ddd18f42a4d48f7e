/** The drawing of one row. What it says is in the row's name; here it is seen. */
import type { LifecycleEventStatus } from '@sluice/model'
import { cx } from '../../../ui/cx.ts'
import { barText } from './bars.ts'
import type { Bar } from './bars.ts'
import type { Axis } from './axis.ts'

export const rowHeight = 28
const [barTop, barHeight] = [8, 12]
/** Quicker events are still seen. */
const leastWidth = 2

const fills: Record<LifecycleEventStatus, string> = {
  Pending: 'fill-transparent stroke-pending-line',
  InProgress: 'fill-progress',
  Succeeded: 'fill-success stroke-success-line',
  Failed: 'fill-failed',
  Skipped: 'fill-transparent stroke-skipped',
  Unknown: 'fill-transparent stroke-control',
}

interface RowBarsProps {
  axis: Axis
  bars: readonly Bar[]
  /** Only this event stands out; the others step back. */
  event: string | undefined
  /** The whole of the target, drawn until its record has come. */
  outline: { from: number; to: number } | undefined
}

export function RowBars({ axis, bars, event, outline }: RowBarsProps) {
  return (
    <svg width={axis.width} height={rowHeight} aria-hidden className="block overflow-hidden">
      {axis.folds.map(([from, to]) => (
        <rect key={from} x={from} y={0} width={to - from} height={rowHeight} className="fill-surface" />
      ))}
      {axis.marks.map(({ x, number }) => (
        <line key={number} x1={x} x2={x} y1={0} y2={rowHeight} className="stroke-control" strokeDasharray="2 3" />
      ))}
      {axis.now !== undefined && (
        <line x1={axis.now} x2={axis.now} y1={0} y2={rowHeight} className="stroke-accent" strokeWidth={1.5} />
      )}
      {outline !== undefined && <Outline axis={axis} {...outline} />}
      {bars.map((bar) => (
        <BarShape key={bar.event} axis={axis} bar={bar} isBack={event !== undefined && event !== bar.event} />
      ))}
    </svg>
  )
}

function Outline({ axis, from, to }: { axis: Axis; from: number; to: number }) {
  const [x, end] = [axis.x(from), axis.x(to)]
  return (
    <rect
      x={x}
      y={barTop + 4}
      width={Math.max(leastWidth, end - x)}
      height={barHeight - 8}
      className="fill-transparent stroke-control"
    />
  )
}

function BarShape({ axis, bar, isBack }: { axis: Axis; bar: Bar; isBack: boolean }) {
  const { status, standsOut } = bar
  const [x, end] = [axis.x(bar.from), axis.x(bar.to)]
  const width = Math.max(leastWidth, end - x - 1)
  const middle = Math.max(0, x) + Math.min(width, axis.width - x) / 2
  return (
    <g className={cx(isBack && 'opacity-25')}>
      <title>{barText(bar)}</title>
      <rect x={x} y={barTop} width={width} height={barHeight} className={fills[status]} />
      {status === 'Succeeded' && <BarName x={x} width={width} name={bar.event} axis={axis} />}
      {status === 'Failed' && width >= 8 && (
        <path
          d={`M${middle - 3} ${barTop + 3}l6 6m0-6-6 6`}
          fill="none"
          stroke="#fff"
          strokeWidth={1.75}
          strokeLinecap="round"
        />
      )}
      {status === 'Failed' && width < 8 && <rect x={middle - 1} y={barTop + 5} width={2} height={2} fill="#fff" />}
      {status === 'InProgress' && (
        <line x1={x + width} x2={x + width} y1={barTop - 2} y2={barTop + barHeight + 2} className="stroke-progress" />
      )}
      {standsOut && <path d={`M${middle} 1l4 6h-8z`} className="fill-ready-line" />}
    </g>
  )
}

const letterWidth = 6.6

/** Where there is room for it. The drawing is one of many ways to say it: the row's name and the table have all events. */
function BarName({ x, width, name, axis }: { x: number; width: number; name: string; axis: Axis }) {
  const [from, to] = [Math.max(0, x), Math.min(axis.width, x + width)]
  if (to - from < name.length * letterWidth + 8) return null
  return (
    <text x={from + 4} y={barTop + 10} fill="#0b0f17" fontSize={11}>
      {name}
    </text>
  )
}
