/**
 * How many failures a deployment by zones survives: the next hosts are those of the running zone, then those of the zones after it, and
 * the first zone that cannot lose so many ends it for all. Hosts that failed last time and wait behind a zone are missing in it.
 */
import { zoneCounts, type Zoning } from '../../deployment/zoning.ts'
import { isEnough, pendingInService, type FleetCounts } from '../../minimum-healthy.ts'
import type { ZoneWaves } from '../../zone-waves.ts'

/** `counts` and `minimum` are those of the whole fleet. */
interface Rest {
  readonly zones: readonly ZoneWaves[]
  readonly zoning: Pick<Zoning, 'zone' | 'counts'>
  readonly counts: FleetCounts
  readonly minimum: number
}

/** How many hosts may fail next, one after the other and all others succeed, before the failure that decides it. */
export function failuresLeftInZones(rest: Rest): number {
  let [low, high] = [0, rest.counts.pending + rest.counts.inFlight]
  while (low < high) {
    const middle = Math.ceil((low + high) / 2)
    if (survives(rest, middle)) low = middle
    else high = middle - 1
  }
  return low
}

/** Whether it succeeds when so many fail next and all others succeed. */
export function survives({ zones, zoning, counts, minimum }: Rest, failures: number): boolean {
  let failed = 0
  for (let place = zoning.zone; place < zones.length; place += 1) {
    const zone = zones[place]
    if (zone === undefined) break
    const here = place === zoning.zone ? zoning.counts : zoneCounts(zone)
    const unfinished = here.pending + here.inFlight
    const failing = Math.min(failures - failed, unfinished)
    failed += failing
    const room = zone.hosts - here.failed - failing - zone.minimum
    const fleetRoom = counts.total - counts.failed - failed - zone.outBehind - minimum
    // A host in service starts only when one may be spared. Those that were out of service are tried anyway, and counted in the end.
    const inService = pendingInService(here) > 0
    const spared = inService && failing < unfinished ? 1 : 0
    if (room < spared || (inService && fleetRoom < spared)) return false
  }
  return isEnough(counts.total - counts.failed - failures, minimum)
}
