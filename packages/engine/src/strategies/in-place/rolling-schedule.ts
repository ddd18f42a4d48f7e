/**
 * Rolling schedule: a freed slot is refilled at once, as long as the healthy hosts cannot fall below the minimum.
 * The reference procedure of facts section 3.3. While a host runs there is always room for one more once it succeeds, so
 * a deployment fails by health only when nothing is in flight.
 */
import { limits } from '@sluice/model'
import { hasEnded, isDraining, type Deployment } from '../../deployment/deployment-state.ts'
import { add, type Draft } from '../../deployment/draft.ts'
import { endDrained, endFailed, endSucceeded } from '../../deployment/ending.ts'
import { firstPending } from '../../deployment/counts.ts'
import { atOnce, isEnough, mayStart } from '../../minimum-healthy.ts'

export function rollOn(draft: Draft): void {
  if (isDraining(draft)) return draft.counts.inFlight === 0 ? endDrained(draft) : undefined
  startHosts(draft)
  const { counts, minimum } = draft
  if (counts.inFlight > 0) return
  if (counts.pending === 0) return isEnough(counts.succeeded, minimum) ? endSucceeded(draft) : endFailed(draft)
  if (atOnce(counts, minimum) === 0) endFailed(draft)
}

export function hasMoreToStart(deployment: Deployment): boolean {
  if (hasEnded(deployment) || isDraining(deployment) || deployment.held !== undefined) return false
  return mayStart(deployment.counts, deployment.minimum) > 0
}

function startHosts(draft: Draft): void {
  if (draft.isHeld) return
  const starting = Math.min(mayStart(draft.counts, draft.minimum), limits.startsPerDecision)
  if (starting === 0) return
  const from = firstPending(draft.counts)
  const targets = Array.from({ length: starting }, (_, index) => from + index)
  add(draft, { v: 1, at: draft.at, type: 'TargetsStarted', targets })
}
