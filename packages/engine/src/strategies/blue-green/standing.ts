/** How a blue/green deployment stands, for readers. Original and replacement, whichever of them receives. */
import type { BlueGreenSpec, BlueGreenStanding } from '@sluice/model'
import { approversOf } from '../../deployment/decide-blue-green.ts'
import { hasEnded, type Deployment } from '../../deployment/deployment-state.ts'
import { stepOf, type Progress } from '../../deployment/progress.ts'
import { asSentence, instant } from '../../words.ts'
import { hostsLetIn } from './users.ts'

export function standingOf(deployment: Deployment): BlueGreenStanding | undefined {
  const { progress, spec, standings } = deployment
  const { blueGreen } = spec
  if (progress === undefined || blueGreen === undefined) return undefined
  const isBack = blueGreen.kind === 'trafficBack'
  return {
    kind: blueGreen.kind,
    step: hasEnded(deployment) ? 'ended' : stepOf(progress),
    original: { ...(isBack ? standings.receiving : standings.leaving) },
    replacement: { ...(isBack ? standings.leaving : standings.receiving) },
    isProvisioned: blueGreen.provision !== undefined,
    ...readyOf(deployment, progress),
    rerouted: hostsLetIn(deployment, progress),
    blocked: progress.blocked,
    ...(progress.trafficMovedAt !== undefined && { trafficMovedAt: instant(progress.trafficMovedAt) }),
    originals: originalsOf(blueGreen, progress),
  }
}

function readyOf(deployment: Deployment, { ready }: Progress): Pick<BlueGreenStanding, 'ready'> {
  if (ready === undefined) return {}
  const { since, until, approvals, endedAt, how, by } = ready
  return {
    ready: {
      since: instant(since),
      until: instant(until),
      atItsEnd: deployment.spec.blueGreen?.readyWait?.atItsEnd ?? 'STOP_DEPLOYMENT',
      approvers: approversOf(deployment),
      approvals: [...approvals],
      ...(endedAt !== undefined &&
        how !== undefined && { ended: { at: instant(endedAt), how, ...(by !== undefined && { by }) } }),
    },
  }
}

function originalsOf(
  { kind, originals }: BlueGreenSpec,
  { termination, retiring }: Progress,
): BlueGreenStanding['originals'] {
  const ended = kind === 'forward' && retiring?.side === 'leaving' ? retiring : undefined
  const left = ended?.notRetired ?? []
  return {
    action: originals.action,
    waitMinutes: originals.waitMinutes,
    ...(termination && { keptUntil: instant(termination.endedAt ?? termination.until) }),
    ...(ended?.endedAt !== undefined && { terminatedAt: instant(ended.endedAt) }),
    ...(left.length > 0 && { notTerminated: notTerminated(left) }),
  }
}

/** "web-1 was not ended: no answer within 1 hour." */
function notTerminated(left: readonly { targetId: string; message: string }[]): string {
  const told = left.slice(0, 3).map(({ targetId, message }) => `${targetId} was not ended: ${asSentence(message)}`)
  return left.length > 3 ? `${told.join(' ')} And ${left.length - 3} more.` : told.join(' ')
}
