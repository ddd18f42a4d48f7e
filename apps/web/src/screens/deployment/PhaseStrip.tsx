/** The plan as a strip: what ran and how long, what runs, and the rest as ghosts with their expected duration. */
import type { DeploymentSummary, Phase } from '@sluice/model'
import { useEffect, useRef } from 'react'
import { cx } from '../../ui/cx.ts'
import { serverNow, useNow } from '../../ui/clock.ts'
import { Glyph } from '../../ui/Glyph.tsx'
import { durationText } from '../../ui/time-format.ts'
import { stripPhases } from './phases.ts'
import type { StripPhase } from './phases.ts'

interface PhaseStripProps {
  phases: readonly Phase[]
  /** Of the same deployment: when its waits end. */
  blueGreen?: DeploymentSummary['blueGreen']
  zones?: DeploymentSummary['zones']
}

export function PhaseStrip({ phases, ...waits }: PhaseStripProps) {
  useNow()
  const strip = stripPhases(phases)
  const list = useRunningInView(strip.find((phase) => phase.state === 'running')?.key)
  return (
    <ol
      ref={list}
      aria-label="Phases"
      tabIndex={0}
      className="relative flex gap-1.5 overflow-x-auto border-b border-line px-4 pb-2.5 pt-3 sm:px-6"
    >
      {strip.map((phase) => (
        <StripStep key={phase.key} phase={phase} until={endOf(phase, waits)} now={serverNow()} />
      ))}
    </ol>
  )
}

/** On a phone the strip is wider than the screen: the phase that runs comes into view. */
function useRunningInView(running: string | undefined) {
  const list = useRef<HTMLOListElement>(null)
  useEffect(() => {
    const step = list.current?.querySelector<HTMLElement>('[aria-current="step"]')
    if (list.current !== null && step !== null && step !== undefined)
      list.current.scrollLeft = step.offsetLeft - list.current.clientWidth / 3
  }, [running])
  return list
}

/** When a wait ends by itself. Milliseconds since the epoch. */
function endOf({ kind, state }: StripPhase, waits: Omit<PhaseStripProps, 'phases'>): number | undefined {
  const at = state === 'running' ? endOfWait(kind, waits) : undefined
  return at === undefined ? undefined : Date.parse(at)
}

function endOfWait(kind: Phase['kind'], { blueGreen, zones }: Omit<PhaseStripProps, 'phases'>): string | undefined {
  if (kind === 'approval') return blueGreen?.ready?.until
  if (kind === 'wait') return blueGreen?.originals.keptUntil
  return kind === 'bake' ? zones?.bake?.until : undefined
}

/** Seven steps side by side leave little room; what each is in full is heard, and shown on hover. */
const shortNames: Partial<Record<Phase['kind'], string>> = {
  provision: 'Provision',
  install: 'Install',
  approval: 'Approval',
  reroute: 'Reroute',
  block: 'Block',
  wait: 'Wait',
  bake: 'Bake',
}

const words: Record<Phase['state'], string> = {
  pending: 'not started',
  running: 'running',
  done: 'done',
  failed: 'done with failures',
  skipped: 'skipped',
}

interface StripStepProps {
  phase: StripPhase
  until: number | undefined
  now: number
}

function StripStep({ phase, until, now }: StripStepProps) {
  const { state } = phase
  const isForYou = phase.kind === 'approval' && state === 'running'
  return (
    <li
      aria-current={state === 'running' ? 'step' : undefined}
      style={{ flexGrow: phase.weight, flexBasis: 0 }}
      className="min-w-max pr-1.5"
    >
      <div aria-hidden className="mb-1">
        <Bar phase={phase} />
      </div>
      <div
        className={cx(
          'flex items-center gap-1 text-xs font-semibold whitespace-nowrap',
          state === 'running' && (isForYou ? 'text-ready-text' : 'text-progress-text'),
        )}
      >
        {state === 'done' && <Glyph name="success" className="size-2.5" />}
        {state === 'running' && <Glyph name={isForYou ? 'ready' : 'progress'} className="size-2.5" />}
        {state === 'failed' && <Glyph name="failed" className="size-2.5 text-failed-text" />}
        {state === 'skipped' && <Glyph name="skipped" className="size-2.5 text-muted" />}
        <StepName phase={phase} />
        <span className="sr-only">, {isForYou ? 'waiting for you' : words[state]}</span>
      </div>
      <div className="text-xs whitespace-nowrap text-muted">{timeWords(phase, until, now)}</div>
    </li>
  )
}

function StepName({ phase: { kind, name } }: { phase: StripPhase }) {
  const short = shortNames[kind]
  // The name of a zone may have 256 characters.
  if (short === undefined)
    return (
      <span className="max-w-48 truncate" title={name}>
        {name}
      </span>
    )
  return (
    <>
      <span aria-hidden title={name}>
        {short}
      </span>
      <span className="sr-only">{name}</span>
    </>
  )
}

function Bar({ phase }: { phase: StripPhase }) {
  const base = 'flex h-2 overflow-hidden rounded-full'
  const share = (count: number) => ({ width: `${phase.total === 0 ? 100 : (100 * count) / phase.total}%` })
  if (phase.state === 'pending') return <div className={cx(base, 'border border-dashed border-control')} />
  if (phase.state === 'skipped') return <div className={cx(base, 'border border-control bg-surface')} />
  if (phase.state === 'running' && phase.kind === 'approval')
    return <div className={cx(base, 'border border-ready-line bg-ready')} />
  if (phase.state === 'running')
    return (
      <div className={cx(base, 'bg-line')}>
        <span className="bg-progress transition-[width]" style={share(phase.ended)} />
        <span className="animate-pulse bg-progress opacity-50" style={share(Math.max(0.35, phase.total * 0.08))} />
      </div>
    )
  if (phase.state === 'failed' && phase.total === 0) return <div className={cx(base, 'bg-failed')} />
  return (
    <div className={base}>
      <span className="grow border-b-2 border-success-line bg-success" />
      {phase.failed > 0 && <span className="min-w-1.5 bg-failed" style={share(phase.failed)} />}
    </div>
  )
}

function timeWords(phase: StripPhase, until: number | undefined, now: number): string {
  const about = phase.expectedMs === undefined ? '' : `~${durationText(phase.expectedMs)}`
  if (phase.startedAt === undefined) return phase.state === 'skipped' ? 'not run' : about
  if (phase.endedAt !== undefined) {
    const took = durationText(phase.endedAt - phase.startedAt)
    return phase.failed > 0 ? `${took} · ${phase.failed} failed` : took
  }
  const runs = durationText(now - phase.startedAt)
  if (until !== undefined) return `${durationText(until - now)} left`
  if (phase.kind === 'approval') return `waits for you ${runs}`
  return about === '' ? runs : `${runs} of ${about}`
}
