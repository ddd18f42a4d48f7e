/** Two logs: what both say is folded away, what only one says stands side by side. The first difference is marked. */
import type { LogStretch, NumberedLine, Output } from '@sluice/api/contracts'
import { useEffect, useRef } from 'react'
import { cx } from '../../../ui/cx.ts'

type Comparison = Output<'compareTargetLogs'>

interface LogComparisonProps {
  comparison: Comparison
  good: NonNullable<Comparison['good']>
}

export function LogComparison({ comparison, good }: LogComparisonProps) {
  const { failing, stretches, firstDivergence } = comparison
  return (
    <div className="mt-3 text-sm">
      <CutNote sides={[failing, good]} />
      {stretches.length === 0 && <p>Neither host wrote a line in this event.</p>}
      {stretches.length > 0 && firstDivergence === undefined && <p>Both say the same, line by line.</p>}
      {stretches.map((stretch, at) => (
        <Stretch
          key={at}
          stretch={stretch}
          isFirst={at === firstDivergence}
          names={[failing.targetId, good.targetId]}
        />
      ))}
    </div>
  )
}

function CutNote({ sides }: { sides: readonly { targetId: string; lines: number; isCut: boolean }[] }) {
  const cut = sides.filter(({ isCut }) => isCut)
  if (cut.length === 0) return null
  const words = cut.map(({ targetId, lines }) => `the first ${lines.toLocaleString('en')} lines of ${targetId}`)
  return <p className="mb-2 text-ready-text">Compared are only {words.join(' and ')}: its log goes on.</p>
}

interface StretchProps {
  stretch: LogStretch
  isFirst: boolean
  names: readonly [failing: string, good: string]
}

function Stretch({ stretch, isFirst, names }: StretchProps) {
  const place = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (isFirst) place.current?.scrollIntoView({ block: 'nearest' })
  }, [isFirst])
  if (stretch.kind === 'equal') return <EqualLines stretch={stretch} />
  return (
    <div ref={place} className="my-1.5 rounded-md border border-line">
      {isFirst && (
        <p className="border-b border-line bg-danger-soft px-2.5 py-1 font-semibold text-failed-text">
          First difference
        </p>
      )}
      <div className="grid sm:grid-cols-2">
        <SideLines name={names[0]} lines={stretch.failing} cut={stretch.failingCut} isFailing />
        <SideLines name={names[1]} lines={stretch.good} cut={stretch.goodCut} isFailing={false} />
      </div>
    </div>
  )
}

function EqualLines({ stretch: { count, lines } }: { stretch: Extract<LogStretch, { kind: 'equal' }> }) {
  return (
    <details>
      <summary className="min-h-6 cursor-pointer text-muted hover:text-text">
        {count.toLocaleString('en')} equal {count === 1 ? 'line' : 'lines'}
      </summary>
      <Lines lines={lines} />
      {count > lines.length && (
        <p className="px-2.5 text-muted">and {(count - lines.length).toLocaleString('en')} more</p>
      )}
    </details>
  )
}

interface SideLinesProps {
  name: string
  lines: readonly NumberedLine[]
  cut: number
  isFailing: boolean
}

function SideLines({ name, lines, cut, isFailing }: SideLinesProps) {
  return (
    <section
      aria-label={`Only ${name}`}
      className={cx('min-w-0 border-line', !isFailing && 'max-sm:border-t sm:border-l')}
    >
      <p className={cx('px-2.5 pt-1 text-xs', isFailing ? 'text-failed-text' : 'text-success-text')}>
        {isFailing ? '✕' : '✓'} only <span className="mono">{name}</span>
      </p>
      {lines.length === 0 ? <p className="px-2.5 pb-1 text-muted">nothing</p> : <Lines lines={lines} />}
      {cut > 0 && <p className="px-2.5 pb-1 text-muted">and {cut.toLocaleString('en')} more lines</p>}
    </section>
  )
}

function Lines({ lines }: { lines: readonly NumberedLine[] }) {
  return (
    <ol className="mono py-1">
      {lines.map(({ number, text }) => (
        <li key={number} className="flex gap-2 px-2.5 break-all whitespace-pre-wrap">
          <span className="w-10 shrink-0 text-right text-muted select-none">{number}</span>
          <span className="min-w-0">{text}</span>
        </li>
      ))}
    </ol>
  )
}
