/**
 * Rolling schedule: a freed slot is refilled at once, as long as the healthy hosts cannot fall below the minimum.
 * The reference procedure of facts section 3.3. While a host runs there is always room for one more once it succeeds, so
 * a stage fails by health only when nothing is in flight. Hosts that were out of service before take nothing from the healthy ones:
 * they are all tried, and only then it is seen whether the others may be; by zones those of the zone, and those of later zones wait.
 */
import { limits } from '@sluice/model'
import { hasEnded, isDraining, type Deployment } from '../deployment/deployment-state.ts'
import { add, type Draft } from '../deployment/draft.ts'
import { firstPending } from '../deployment/counts.ts'
import { hostAt } from '../deployment/stage.ts'
import { apartFrom, isEnough, startable } from '../minimum-healthy.ts'
import { zoneAt } from '../zone-waves.ts'
import { inZones, inZonesNow, zoneRoom } from './in-place/zones.ts'

/** Starts what may start in the stage that runs. Answers what came of the stage, once nothing runs and nothing more will. */
export function rollOn(draft: Draft): 'succeeded' | 'failed' | undefined {
  startHosts(draft)
  const { counts, minimum } = draft
  if (counts.inFlight > 0) return undefined
  if (counts.pending === 0) return isEnough(counts.succeeded, minimum) ? 'succeeded' : 'failed'
  return mayStartNext(draft, 1) === 0 ? 'failed' : undefined
}

export function hasMoreToStart(deployment: Deployment): boolean {
  const { counts, minimum, stage } = deployment
  if (hasEnded(deployment) || isDraining(deployment) || deployment.held !== undefined) return false
  return zoneRoom(inZones(deployment)) > 0 && mayStartNext({ counts, minimum, stage, deployment }, 1) > 0
}

function startHosts(draft: Draft): void {
  if (draft.isHeld) return
  const room = zoneRoom(inZonesNow(draft))
  const starting = mayStartNext(draft, Math.min(room, limits.startsPerDecision))
  if (starting === 0) return
  const from = firstPending(draft.counts)
  const targets = Array.from({ length: starting }, (_, index) => hostAt(draft.stage, from + index))
  add(draft, { v: 1, at: draft.at, type: 'TargetsStarted', targets })
}

/** Strictly in the planned order: the first host that may not start keeps back those after it. */
function mayStartNext(
  { counts, minimum, stage, deployment }: Pick<Draft, 'counts' | 'minimum' | 'stage' | 'deployment'>,
  most: number,
): number {
  const from = firstPending(counts)
  const { zones = [] } = deployment.layout
  const its = apartFrom(counts, zones[zoneAt(zones, from)]?.outBehind ?? 0)
  return startable(its, minimum, most, (place) => deployment.outOfService.has(hostAt(stage, from + place)))
}
