/** The clocks of a deployment: which ring when, and the next time it wants to be woken. Source: facts section 4.5. */
import { bakeSecondsOf, type DeploymentSpec } from '@sluice/model'
import { strategyOf } from '../strategies/index.ts'
import { clocksOf, firstRing, type ClockList } from './clock-list.ts'
import { isDraining, isUnderWay, type Deployment } from './deployment-state.ts'

export type RungClock = 'start' | 'event' | 'silence'

/** How long a clock of each kind runs, in seconds. Silence is over as fast as a start that does not come. */
export function limitSeconds({ spec }: Deployment, clock: RungClock): number {
  return clock === 'event' ? spec.clocks.eventLimitSeconds : spec.clocks.startLimitSeconds
}

/** The time for all of it, in seconds. What it bakes between zones is no time of work, and comes on top (ADR 7). */
export function totalSecondsOf({ clocks, zones }: Pick<DeploymentSpec, 'clocks' | 'zones'>): number {
  return clocks.totalLimitSeconds + (zones === undefined ? 0 : bakeSecondsOf(zones, zones.zones.length))
}

/**
 * When the deployment must be over as a whole; undefined once it is being wound up, before it started, and when only the end of
 * the originals is waited for, which has its own clocks.
 */
export function totalRing(deployment: Deployment): number | undefined {
  if (!isUnderWay(deployment) || isDraining(deployment)) return undefined
  if (deployment.progress?.trafficMovedAt !== undefined) return undefined
  return deployment.life.startedAt + totalSecondsOf(deployment.spec) * 1000
}

/** Hosts whose clock has rung, in the order in which it did, at most `most` of each kind; each host once. A start that did not come because the host is silent is told as silence. */
export function rungClocks(deployment: Deployment, now: number, most: number): Map<number, RungClock> {
  const rung = new Map<number, RungClock>()
  for (const clock of ['start', 'event', 'silence'] as const)
    for (const host of rungOn(deployment.clocks[clock], now - limitSeconds(deployment, clock) * 1000, most))
      if (rung.get(host) !== 'event') rung.set(host, clock)
  return rung
}

/** When the deployment wants a tick: at once (`now`) when one decision was not enough, else when its first clock rings. */
export function wakeAt(deployment: Deployment, now: number): number | undefined {
  if (!isUnderWay(deployment)) return undefined
  if (strategyOf(deployment.spec).mustGoOn(deployment)) return now
  const rings = [
    totalRing(deployment),
    strategyOf(deployment.spec).nextRing(deployment),
    ...(['start', 'event', 'silence'] as const).map((clock) =>
      firstRing(deployment.clocks[clock], limitSeconds(deployment, clock)),
    ),
  ].filter((ring) => ring !== undefined)
  return rings.length === 0 ? undefined : Math.min(...rings)
}

function rungOn(list: ClockList, began: number, most: number): number[] {
  const hosts: number[] = []
  for (const { target, since } of clocksOf(list)) {
    if (since > began || hosts.length >= most) break
    hosts.push(target)
  }
  return hosts
}
