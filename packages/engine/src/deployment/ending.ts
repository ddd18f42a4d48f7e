/** The ends of a deployment: which facts close it, and the sentence that says why, with numbers. */
import type { DeploymentEvent, ErrorInformation } from '@sluice/model'
import { automaticRollback } from '../rollback.ts'
import { capitalised, everyHost, nextTooFew, tooFew } from '../words.ts'
import { firstPending } from './counts.ts'
import { add, statusOf, type Draft } from './draft.ts'
import { diagnosticsOf, target as targetCode } from './fleet.ts'
import { hostAt } from './stage.ts'

type Ended = Extract<DeploymentEvent, { type: 'DeploymentEnded' }>

export function endSucceeded(draft: Draft): void {
  end(draft, 'Succeeded')
}

/** Too few hosts are healthy. Hosts that were never started stay as they are. */
export function endFailed(draft: Draft, error = healthError(draft)): void {
  skipPending(draft)
  end(draft, 'Failed', error)
}

/** It cannot start at all: no host is touched. */
export function endAtOnce(draft: Draft, error: ErrorInformation): void {
  skipUnfinished(draft)
  end(draft, 'Failed', error)
}

/** Nothing runs any more after a stop, or after scheduling ended with an error. */
export function endDrained(draft: Draft): void {
  skipPending(draft)
  const { stop, ending } = draft
  end(draft, endingStatus(draft), ending ?? { code: 'MANUAL_STOP', message: `${stop?.by ?? 'Someone'} stopped it.` })
}

/** How a stop, or an error that ended scheduling, ends it. */
export function endingStatus({ ending }: Pick<Draft, 'ending'>): 'Failed' | 'Stopped' {
  return ending === undefined || ending.code === 'MANUAL_STOP' ? 'Stopped' : 'Failed'
}

export function skipPending(draft: Draft): void {
  const from = firstPending(draft.counts)
  skip(
    draft,
    Array.from({ length: draft.counts.pending }, (_, index) => hostAt(draft.stage, from + index)),
  )
}

/** Also those of stages that come later or have passed: a host that is ready and gets no traffic ends as skipped. */
export function skipUnfinished(draft: Draft): void {
  skip(
    draft,
    [...draft.spec.targets.keys()].filter((host) => isUnfinished(statusOf(draft, host))),
  )
}

function skip(draft: Draft, hosts: readonly number[]): void {
  const { at } = draft
  const [ready, pending] = [true, false].map((isReady) =>
    hosts.filter((host) => (statusOf(draft, host) === targetCode.Ready) === isReady),
  ) as [number[], number[]]
  if (pending.length > 0) add(draft, { v: 1, at, type: 'TargetsSkipped', targets: pending })
  if (ready.length > 0)
    add(draft, { v: 1, at, type: 'TargetsSkipped', targets: ready, reason: 'was ready, and got no traffic' })
}

const isUnfinished = (status: number): boolean => status === targetCode.Pending || status === targetCode.Ready

function end(draft: Draft, status: Ended['status'], error?: ErrorInformation): void {
  const rollback =
    status === 'Succeeded' ? undefined : automaticRollback({ ...draft, touched: draft.deployment.touched }, status)
  add(draft, {
    v: 1,
    at: draft.at,
    type: 'DeploymentEnded',
    status,
    ...(error && { error }),
    ...(rollback && { rollback }),
  })
}

export function healthError(draft: Draft): ErrorInformation {
  const { counts, minimum } = draft
  const message =
    counts.failed === counts.total
      ? `${capitalised(everyHost(counts.failed))} failed; at least one must succeed.`
      : `${tooFew(counts, minimum)}${nextTooFew(counts.pending)}.`
  return { code: 'HEALTH_CONSTRAINTS', message: `${message}${firstToFail(draft)}` }
}

/** " web-3 was the first to fail, in ValidateService (scripts/validate.sh): exit code 1." */
export function firstToFail({ firstFailure, deployment, spec }: Draft): string {
  if (firstFailure === undefined) return ''
  const { target, event } = firstFailure
  const diagnostics = firstFailure.diagnostics ?? diagnosticsOf(deployment.fleet, target, event)
  const where = `${spec.targets[target] ?? ''} was the first to fail, in ${deployment.lifecycleEvents[event] ?? ''}`
  const script = diagnostics?.scriptName ? ` (${diagnostics.scriptName})` : ''
  const why = firstLine(diagnostics?.message ?? '')
  return ` ${where}${script}${why === '' ? '.' : `: ${why}`}`
}

function firstLine(message: string): string {
  const line = message.trim().split('\n', 1)[0]?.slice(0, 200) ?? ''
  return line === '' || /[.!?]$/.test(line) ? line : `${line}.`
}
