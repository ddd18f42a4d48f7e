/**
 * One fleet. Both sides have the same rows in the same places, so that the eye compares; what differs is marked on the
 * replacement. Its identity is in words, place, shape and pattern besides colour.
 */
import type { ApprovalSide, TrafficMeasure } from '@sluice/model'
import { useId } from 'react'
import type { ReactNode } from 'react'
import { cx } from '../../ui/cx.ts'
import { Duration, Time } from '../../ui/Time.tsx'
import {
  errorDifference,
  errorText,
  healthText,
  leavingText,
  p95Difference,
  p95Text,
  percentText,
  rateText,
} from './measures.ts'
import type { Difference } from './measures.ts'
import { MiniFleet } from './MiniFleet.tsx'

export type SideName = 'original' | 'replacement'

interface SideCardProps {
  name: SideName
  side: ApprovalSide
  measured: TrafficMeasure | undefined
  /** What was measured: "Test requests of the last minutes". */
  of: string
  /** Set on the replacement: what it is compared with. */
  against?: TrafficMeasure | undefined
  deploymentId: string
  /** It gives its users away: its hosts leave the balancer one after the other. */
  isLeaving?: boolean
  /** Links to its listeners. */
  links?: ReactNode
}

export const sideNames: Record<SideName, { word: string; colour: string; mark: string; ink: string }> = {
  original: { word: 'Original', colour: 'blue', mark: '▌', ink: 'text-env-original' },
  replacement: { word: 'Replacement', colour: 'green', mark: '▨', ink: 'text-env-replacement' },
}

export function SideCard({ name, side, measured, of, against, deploymentId, isLeaving = false, links }: SideCardProps) {
  const id = useId()
  const { word, colour, mark, ink } = sideNames[name]
  return (
    <section aria-labelledby={id} className="min-w-0 overflow-hidden rounded-lg border border-line bg-raised">
      <div aria-hidden className={cx('h-1', name === 'original' ? 'bg-env-original' : 'env-hatch')} />
      <div className="flex flex-col gap-3 px-3.5 py-3">
        <header className="flex flex-col gap-0.5">
          <h2 id={id} className="flex flex-wrap items-baseline gap-x-2 text-lg font-semibold [overflow-wrap:anywhere]">
            <span aria-hidden className={ink}>
              {mark}
            </span>
            {word} <span className="font-normal text-muted">({colour})</span>
            <span className="mono">{side.revisionName ?? (side.total === 0 ? 'none yet' : 'revision not known')}</span>
          </h2>
          <span className="text-xs text-muted">
            {isLeaving ? leavingText(side) : healthText(side)}
            {side.healthySince !== undefined && (
              <>
                {' '}
                for <Duration from={side.healthySince} />, since <Time at={side.healthySince} style="clock" />
              </>
            )}
          </span>
        </header>
        <p className="-mb-1 text-xs text-muted">{of}</p>
        <dl className="grid grid-cols-2 gap-x-3 gap-y-2 md:grid-cols-4">
          <Row name="Traffic" value={percentText(side.trafficPercent)} />
          <Row name="p95" value={p95Text(measured)} difference={p95Difference(against, measured)} />
          <Row name="Errors" value={errorText(measured)} difference={errorDifference(against, measured)} />
          <Row name="Requests" value={rateText(measured)} small={countText(measured)} />
        </dl>
        <MiniFleet
          isLeaving={isLeaving}
          name={word}
          members={side.members}
          total={side.total}
          deploymentId={deploymentId}
        />
        {links !== undefined && <div className="flex flex-wrap gap-x-4 gap-y-1 text-sm">{links}</div>}
      </div>
    </section>
  )
}

const countText = (measured: TrafficMeasure | undefined): string | undefined =>
  measured === undefined ? undefined : `${measured.requests.toLocaleString('en')} in all`

interface RowProps {
  name: string
  value: string
  difference?: Difference | undefined
  small?: string | undefined
}

/** A line for the difference is kept on both sides: nothing jumps when it comes. */
function Row({ name, value, difference, small }: RowProps) {
  return (
    <div className="min-w-0">
      <dt className="text-xs text-muted">{name}</dt>
      <dd className="text-lg font-semibold">{value}</dd>
      <dd className="min-h-4.5 text-xs text-muted">{difference === undefined ? small : <Marked {...difference} />}</dd>
    </div>
  )
}

const marks: Record<Difference['kind'], { mark: string; ink: string }> = {
  better: { mark: '✓', ink: 'text-success-text' },
  equal: { mark: '=', ink: 'text-muted' },
  worse: { mark: '▲', ink: 'text-ready-text' },
}

function Marked({ kind, words }: Difference) {
  return (
    <span className={marks[kind].ink}>
      <span aria-hidden>{marks[kind].mark}</span> {words}
      <span className="sr-only"> {kind === 'equal' ? 'as' : 'than'} the original</span>
    </span>
  )
}
