/** The phase pipeline: start, waves (at most twelve steps, see `waves.ts`), finish. */
import type { Phase } from '@sluice/model'
import { endOf, type Deployment, type StepCounts } from './deployment/deployment-state.ts'
import { blueGreenPhases } from './strategies/blue-green/phases.ts'
import { wavesOf } from './waves.ts'
import { instant, number } from './words.ts'

export function phasesOf(deployment: Deployment): Phase[] {
  if (deployment.progress !== undefined) return blueGreenPhases(deployment, deployment.progress)
  const steps = deployment.steps.map((step, place) => waveStep(deployment, step, place))
  return [startStep(deployment), ...steps, finishStep(deployment)]
}

function startStep({ life, spec }: Deployment): Phase {
  const startedAt = 'startedAt' in life ? life.startedAt : undefined
  const state = startedAt !== undefined ? 'done' : 'endedAt' in life ? 'failed' : 'running'
  const endTime = startedAt ?? ('endedAt' in life ? life.endedAt : undefined)
  return { ...uncounted, kind: 'start', name: 'Start', state, ...times(spec.createdAt, endTime) }
}

function waveStep(deployment: Deployment, step: StepCounts, place: number): Phase {
  const { first, last } = wavesOf(deployment.layout, place)
  const ended = step.succeeded + step.failed + step.skipped
  return {
    kind: 'wave',
    name: first === last ? `Wave ${number(first)}` : `Waves ${number(first)}–${number(last)}`,
    state: stateOf(deployment, step, ended),
    total: step.total,
    ended,
    failed: step.failed,
    ...times(step.startedAt, ended === step.total ? step.endedAt : undefined),
  }
}

function stateOf(deployment: Deployment, step: StepCounts, ended: number): Phase['state'] {
  if (ended < step.total) return step.started > 0 ? 'running' : 'pending'
  if (step.failed > 0 && (step.succeeded === 0 || endOf(deployment)?.status === 'Failed')) return 'failed'
  return step.skipped > 0 ? 'skipped' : 'done'
}

function finishStep(deployment: Deployment): Phase {
  const end = endOf(deployment)
  const state = end === undefined ? 'pending' : finishStates[end.status]
  return { ...uncounted, kind: 'finish', name: 'Finish', state, ...times(end?.endedAt, end?.endedAt) }
}

const finishStates = { Succeeded: 'done', Failed: 'failed', Stopped: 'skipped' } as const
const uncounted = { total: 0, ended: 0, failed: 0 } as const

function times(startedAt: number | undefined, endedAt: number | undefined): Pick<Phase, 'startTime' | 'endTime'> {
  return {
    ...(startedAt !== undefined && { startTime: instant(startedAt) }),
    ...(endedAt !== undefined && { endTime: instant(endedAt) }),
  }
}
