/** The shape of each lifecycle event over all targets: a slow script is seen here before anybody scrolls. */
import { Link } from 'react-router'
import { cx } from '../../../ui/cx.ts'
import { Td, Th } from '../../../ui/Table.tsx'
import { durationText, preciseDuration } from '../../../ui/time-format.ts'
import { useViewParams, withParam } from '../view-params.ts'
import type { DeploymentTimings, EventTiming } from './timings.ts'

export function EventShapes({ timings }: { timings: DeploymentTimings }) {
  const { logEvent: chosen } = useViewParams()
  const seen = timings.events.filter(({ ended, running }) => ended + running > 0)
  const longest = Math.max(1, ...seen.map(({ max = 0 }) => max))
  const own = seen.find(({ lifecycleEventName }) => lifecycleEventName === chosen)
  if (seen.length === 0) return <p className="px-3.5 py-3 text-muted">No lifecycle event has run yet.</p>
  return (
    <div className="px-1.5 py-2">
      <div className="relative overflow-x-auto">
        <table
          aria-label="Durations of the lifecycle events"
          className="w-full border-collapse text-left text-sm [&_td]:px-2 [&_td]:py-0 [&_th]:px-2"
        >
          <thead>
            <tr>
              <Th>Event</Th>
              <Th className="text-right">Targets</Th>
              <Th className="text-right">Median</Th>
              <Th className="text-right max-sm:hidden">95 %</Th>
              <Th className="text-right">Longest</Th>
              <Th className="max-2xl:hidden">
                <span className="sr-only">From median to longest</span>
              </Th>
              <Th>Against usual</Th>
            </tr>
          </thead>
          <tbody>
            {seen.map((timing) => (
              <ShapeRow key={timing.lifecycleEventName} timing={timing} longest={longest} isChosen={timing === own} />
            ))}
          </tbody>
        </table>
      </div>
      <p className="mt-1 px-2 text-xs text-muted">
        {timings.usualFrom === 0
          ? 'Nothing is usual yet: no deployment of this group succeeded before.'
          : `Usual: the median of the group’s last ${timings.usualFrom === 1 ? 'success' : `${timings.usualFrom} successes`}.`}
      </p>
      {own !== undefined && <Slowest timing={own} />}
    </div>
  )
}

interface ShapeRowProps {
  timing: EventTiming
  /** Of all events, in milliseconds: the whole width. */
  longest: number
  isChosen: boolean
}

function ShapeRow({ timing, longest, isChosen }: ShapeRowProps) {
  const { params } = useViewParams()
  const { lifecycleEventName: name, ended, running, failed, p50, p95, max } = timing
  const to = { search: `?${withParam(params, 'event', isChosen ? undefined : name).toString()}` }
  return (
    <tr className={cx(isChosen && 'bg-accent-soft')}>
      <Td>
        <Link
          to={to}
          replace
          preventScrollReset
          aria-current={isChosen ? 'true' : undefined}
          className="inline-flex min-h-6 items-center font-semibold text-text no-underline hover:underline"
        >
          {name}
        </Link>
      </Td>
      <Td className="text-right whitespace-nowrap">
        {ended.toLocaleString('en')}
        {failed > 0 && <b className="font-semibold text-failed-text"> ✕ {failed.toLocaleString('en')}</b>}
        {running > 0 && <span className="text-progress-text"> ▶ {running.toLocaleString('en')}</span>}
      </Td>
      <Td className="text-right whitespace-nowrap">{span(p50)}</Td>
      <Td className="text-right whitespace-nowrap max-sm:hidden">{span(p95)}</Td>
      <Td className="text-right whitespace-nowrap">{span(max)}</Td>
      <Td className="max-2xl:hidden">
        <Shape timing={timing} longest={longest} />
      </Td>
      <Td>
        <Against timing={timing} />
      </Td>
    </tr>
  )
}

const shapeWidth = 120

/** A box to the median, a line to the 95th of a hundred, a tick at the longest. The numbers stand beside it. */
function Shape({ timing: { p50 = 0, p95 = 0, max = 0, usual }, longest }: { timing: EventTiming; longest: number }) {
  const x = (ms: number) => Math.min(shapeWidth - 1, (ms / longest) * (shapeWidth - 2))
  return (
    <svg width={shapeWidth} height={14} aria-hidden className="block">
      <rect x={0} y={3} width={Math.max(1, x(p50))} height={8} className="fill-progress" />
      <line x1={x(p50)} x2={x(p95)} y1={7} y2={7} className="stroke-progress" strokeWidth={2} />
      <line x1={x(max)} x2={x(max)} y1={2} y2={12} className="stroke-text" />
      {usual !== undefined && usual <= longest && (
        <line x1={x(usual)} x2={x(usual)} y1={0} y2={14} className="stroke-muted" strokeDasharray="2 2" />
      )}
    </svg>
  )
}

function Against({ timing: { p50, usual, slowerThanUsual, outliers } }: { timing: EventTiming }) {
  return (
    <span className="text-xs">
      {slowerThanUsual && p50 !== undefined && usual !== undefined ? (
        <b className="font-semibold text-ready-text">
          ▲ slower than usual ({durationText(p50)} vs {durationText(usual)})
        </b>
      ) : (
        <span className="text-muted">{usual === undefined ? '' : `usually ${preciseDuration(usual)}`}</span>
      )}
      {outliers > 0 && (
        <span className="block text-ready-text">
          ▲ {outliers.toLocaleString('en')} {outliers === 1 ? 'stands' : 'stand'} out
        </span>
      )}
    </span>
  )
}

function Slowest({ timing: { lifecycleEventName: name, slowest, outlierFrom } }: { timing: EventTiming }) {
  const { params } = useViewParams()
  if (slowest.length === 0) return null
  return (
    <p className="mt-1 flex flex-wrap items-center gap-x-3 px-2">
      <span>Slowest in {name}:</span>
      {slowest.map(({ targetId, took }) => (
        <span key={targetId} className="whitespace-nowrap">
          <Link
            to={{ search: `?${withParam(params, 'target', targetId).toString()}` }}
            replace
            preventScrollReset
            className="link inline-flex min-h-6 items-center"
          >
            {targetId}
          </Link>{' '}
          {preciseDuration(took)}
          {outlierFrom !== undefined && took >= outlierFrom && <span className="text-ready-text"> ▲ stands out</span>}
        </span>
      ))}
    </p>
  )
}

const span = (ms: number | undefined): string => (ms === undefined ? '–' : preciseDuration(ms))
