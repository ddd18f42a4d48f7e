/** The phase pipeline: start, waves (at most twelve steps, see `waves.ts`), finish. */
import { bakeSecondsAfter, type Phase } from '@sluice/model'
import { endOf, type Deployment, type StepCounts } from './deployment/deployment-state.ts'
import { blueGreenPhases } from './strategies/blue-green/phases.ts'
import { inZones } from './strategies/in-place/zones.ts'
import { wavesOf } from './waves.ts'
import type { ZoneWaves } from './zone-waves.ts'
import { instant, number } from './words.ts'

export function phasesOf(deployment: Deployment): Phase[] {
  if (deployment.progress !== undefined) return blueGreenPhases(deployment, deployment.progress)
  const steps = inZones(deployment) === undefined ? waveSteps(deployment) : zoneSteps(deployment)
  return [startStep(deployment), ...steps, finishStep(deployment)]
}

function waveSteps(deployment: Deployment): Phase[] {
  return deployment.steps.map((step, place) => {
    const { first, last } = wavesOf(deployment.layout, place)
    const name = first === last ? `Wave ${number(first)}` : `Waves ${number(first)}–${number(last)}`
    return { kind: 'wave', name, ...countedStep(deployment, step), ...(last > first && { waves: last - first + 1 }) }
  })
}

/** Bakes are steps of their own where the strip has room for them. */
function zoneSteps(deployment: Deployment): Phase[] {
  const zones = deployment.layout.zones ?? []
  const hasRoom = zones.length <= mostZonesWithBakes
  return deployment.steps.flatMap((step, place): Phase[] => {
    const { first, last } = wavesOf(deployment.layout, place)
    const those = zones.slice(first - 1, last)
    const waves = those.reduce((sum, zone) => sum + zone.waves, 0)
    const name = zoneStepName(those)
    const zone = { kind: 'zone' as const, name, ...countedStep(deployment, step) }
    const bake = hasRoom ? bakeStep(deployment, place) : undefined
    return [{ ...zone, ...(waves > 1 && { waves }) }, ...(bake ? [bake] : [])]
  })
}

const mostZonesWithBakes = 6

function zoneStepName(zones: readonly ZoneWaves[]): string {
  const named = zones.filter(({ isNamed }) => isNamed)
  const [first, last] = [named[0], named.at(-1)]
  if (first === undefined || last === undefined) return 'No zone'
  const which = first === last ? `Zone ${first.name}` : `Zones ${first.name}–${last.name}`
  return named.length === zones.length ? which : `${which} and the hosts without a zone`
}

function bakeStep({ spec, zoning, layout, life }: Deployment, place: number): Phase | undefined {
  const isLast = place >= (layout.zones?.length ?? 0) - 1
  if (spec.zones === undefined || zoning === undefined || isLast || bakeSecondsAfter(spec.zones, place) === 0)
    return undefined
  const bake = place === zoning.zone ? zoning.bake : zoning.past[place]?.bake
  const isCut = bake?.endedAt !== undefined && bake.endedAt < bake.until
  const state = bake === undefined ? ('endedAt' in life ? 'skipped' : 'pending') : isCut ? 'skipped' : 'done'
  const isRunning = bake !== undefined && bake.endedAt === undefined
  return {
    ...uncounted,
    kind: 'bake',
    name: `Bake after zone ${layout.zones?.[place]?.name ?? ''}`,
    state: isRunning ? 'running' : state,
    ...times(bake?.since, bake?.endedAt),
  }
}

function startStep({ life, spec }: Deployment): Phase {
  const startedAt = 'startedAt' in life ? life.startedAt : undefined
  const state = startedAt !== undefined ? 'done' : 'endedAt' in life ? 'failed' : 'running'
  const endTime = startedAt ?? ('endedAt' in life ? life.endedAt : undefined)
  return { ...uncounted, kind: 'start', name: 'Start', state, ...times(spec.createdAt, endTime) }
}

function countedStep(deployment: Deployment, step: StepCounts): Omit<Phase, 'kind' | 'name'> {
  const ended = step.succeeded + step.failed + step.skipped
  return {
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
