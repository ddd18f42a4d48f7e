/** The phase pipeline of blue/green: the steps that this deployment has, in the order of the model. */
import type { Phase } from '@sluice/model'
import { endOf, type Deployment } from '../../deployment/deployment-state.ts'
import { notRetiredOf } from '../../deployment/fleet-commands.ts'
import type { Progress } from '../../deployment/progress.ts'
import { instant } from '../../words.ts'
import { endsLeavingFleet } from './flow.ts'
import { readyWaitMinutes } from './waits.ts'

export function blueGreenPhases(deployment: Deployment, progress: Progress): Phase[] {
  const { blueGreen } = deployment.spec
  if (blueGreen === undefined) return []
  const { receiving } = deployment.sides
  const leaving = deployment.spec.targets.length - receiving
  const isForward = blueGreen.kind === 'forward'
  const from = isForward ? 'originals' : 'replacements'
  const ends = endsLeavingFleet(deployment.spec)
  const phases: (Phase | undefined)[] = [
    isForward && blueGreen.provision
      ? spanPhase(deployment, 'provision', 'Provision', progress.provisioning, receiving)
      : undefined,
    isForward ? stagePhase(deployment, progress, 'install', 'Install', receiving) : undefined,
    isForward && readyWaitMinutes(blueGreen) > 0
      ? spanPhase(deployment, 'approval', 'Approval', progress.ready, 0)
      : undefined,
    stagePhase(deployment, progress, 'reroute', isForward ? 'Reroute' : 'Send users back', receiving),
    leaving > 0 ? stagePhase(deployment, progress, 'block', `Block ${from}`, leaving) : undefined,
    isForward && ends && blueGreen.originals.waitMinutes > 0
      ? spanPhase(deployment, 'wait', 'Wait', progress.termination, 0)
      : undefined,
    leaving > 0 && (isForward || ends) ? lastPhase(deployment, progress, ends, from, leaving) : undefined,
  ]
  return phases.filter((phase) => phase !== undefined)
}

interface Span {
  readonly since: number
  readonly endedAt: number | undefined
}

function stagePhase(
  deployment: Deployment,
  { stages }: Progress,
  kind: 'install' | 'reroute' | 'block',
  name: string,
  hosts: number,
): Phase {
  const record = stages[kind]
  const total = record?.total ?? hosts
  const ended = record === undefined ? 0 : record.succeeded + record.failed
  const failed = record?.failed ?? 0
  const span = record && { ...record, endedAt: record.endedAt ?? endOf(deployment)?.endedAt }
  return {
    kind,
    name,
    state: stageState(deployment, span, ended < total, failed),
    total,
    ended,
    failed,
    ...times(span),
  }
}

function stageState(
  deployment: Deployment,
  span: Span | undefined,
  isPartial: boolean,
  failed: number,
): Phase['state'] {
  const end = endOf(deployment)
  if (span === undefined) return end === undefined ? 'pending' : 'skipped'
  if (isPartial && end === undefined) return 'running'
  if (failed > 0 && (isPartial || end?.status === 'Failed')) return 'failed'
  return isPartial ? 'skipped' : 'done'
}

function spanPhase(
  deployment: Deployment,
  kind: Phase['kind'],
  name: string,
  span: Span | undefined,
  total: number,
): Phase {
  const isOver = span?.endedAt !== undefined
  const state = span === undefined ? (endOf(deployment) ? 'skipped' : 'pending') : isOver ? 'done' : 'running'
  const isCut = isOver ? cutShort(deployment, kind) : undefined
  return { kind, name, state: isCut ?? state, total, ended: isOver && !isCut ? total : 0, failed: 0, ...times(span) }
}

/** What a wait that ended badly came to; false when it ended well. */
function cutShort({ progress, ending, stop }: Deployment, kind: Phase['kind']): 'failed' | 'skipped' | undefined {
  if (kind === 'provision' && progress?.stage === undefined)
    return ending === undefined && stop !== undefined ? 'skipped' : ending && 'failed'
  if (kind === 'approval' && (progress?.ready?.how === 'stopped' || progress?.ready?.how === 'deadline'))
    return 'skipped'
  return undefined
}

function lastPhase(
  deployment: Deployment,
  { retiring, trafficMovedAt }: Progress,
  ends: boolean,
  from: string,
  hosts: number,
): Phase {
  const end = endOf(deployment)
  if (!ends) {
    const state = trafficMovedAt === undefined ? (end ? 'skipped' : 'pending') : 'done'
    const span = trafficMovedAt === undefined ? undefined : { since: trafficMovedAt, endedAt: trafficMovedAt }
    return { kind: 'originals', name: `Keep ${from}`, state, total: hosts, ended: 0, failed: 0, ...times(span) }
  }
  const span = retiring?.side === 'leaving' ? retiring : undefined
  const failed = span === undefined ? 0 : notRetiredOf(deployment, span, 'leaving')
  const state = span === undefined ? (end ? 'skipped' : 'pending') : span.endedAt === undefined ? 'running' : 'done'
  const ended = span?.endedAt === undefined ? 0 : hosts
  const isFailed = failed > 0 && state === 'done'
  return {
    kind: 'originals',
    name: `End ${from}`,
    state: isFailed ? 'failed' : state,
    total: hosts,
    ended,
    failed,
    ...times(span),
  }
}

function times(span: Span | undefined): Pick<Phase, 'startTime' | 'endTime'> {
  if (span === undefined) return {}
  return {
    startTime: instant(span.since),
    ...(span.endedAt !== undefined && { endTime: instant(span.endedAt) }),
  }
}
