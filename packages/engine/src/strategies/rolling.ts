/**
 * Rolling schedule: a freed slot is refilled at once, as long as the healthy hosts cannot fall below the minimum.
 * The reference procedure of facts section 3.3. While a host runs there is always room for one more once it succeeds, so
 * a stage fails by health only when nothing is in flight.
 */
import { limits } from '@sluice/model'
import { hasEnded, isDraining, type Deployment } from '../deployment/deployment-state.ts'
import { add, type Draft } from '../deployment/draft.ts'
import { firstPending } from '../deployment/counts.ts'
import { hostAt } from '../deployment/stage.ts'
import { atOnce, isEnough, mayStart } from '../minimum-healthy.ts'
import { inZones, zoneRoom } from './in-place/zones.ts'

/** Starts what may start in the stage that runs. Answers what came of the stage, once nothing runs and nothing more will. */
export function rollOn(draft: Draft): 'succeeded' | 'failed' | undefined {
  startHosts(draft)
  const { counts, minimum } = draft
  if (counts.inFlight > 0) return undefined
  if (counts.pending === 0) return isEnough(counts.succeeded, minimum) ? 'succeeded' : 'failed'
  return atOnce(counts, minimum) === 0 ? 'failed' : undefined
}

export function hasMoreToStart(deployment: Deployment): boolean {
  if (hasEnded(deployment) || isDraining(deployment) || deployment.held !== undefined) return false
  return Math.min(mayStart(deployment.counts, deployment.minimum), zoneRoom(inZones(deployment))) > 0
}

function startHosts(draft: Draft): void {
  if (draft.isHeld) return
  const room = zoneRoom(inZones({ ...draft, layout: draft.deployment.layout }))
  const starting = Math.min(mayStart(draft.counts, draft.minimum), room, limits.startsPerDecision)
  if (starting === 0) return
  const from = firstPending(draft.counts)
  const targets = Array.from({ length: starting }, (_, index) => hostAt(draft.stage, from + index))
  add(draft, { v: 1, at: draft.at, type: 'TargetsStarted', targets })
}
