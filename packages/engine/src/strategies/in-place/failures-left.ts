/**
 * How many failures a deployment by zones survives, wherever among the hosts that have not ended they come: each zone that has not ended
 * can lose so many of its own, and the fleet so many in all by the time that a zone still has hosts to start. Hosts that failed last time
 * and wait behind a zone are missing in it.
 */
import { zoneCounts, type Zoning } from '../../deployment/zoning.ts'
import { pendingInService, type FleetCounts } from '../../minimum-healthy.ts'
import type { ZoneWaves } from '../../zone-waves.ts'

/** `counts` and `minimum` are those of the whole fleet. */
interface Rest {
  readonly zones: readonly ZoneWaves[]
  readonly zoning: Pick<Zoning, 'zone' | 'counts'>
  readonly counts: FleetCounts
  readonly minimum: number
}

/** The fewest failures that can end it: in `zone`, or anywhere. None are needed where it is lost already. */
export interface Decisive {
  readonly failures: number
  readonly zone?: ZoneWaves
}

/** Undefined when no failure can end it, however many there are. */
export function decisiveFailures({ zones, zoning, counts, minimum }: Rest): Decisive | undefined {
  let least: Decisive | undefined
  let unfinished = 0
  const take = (failures: number, most: number, zone?: ZoneWaves) => {
    if (failures > most) return
    const isLess = least === undefined || failures < least.failures
    if (isLess || (failures === least?.failures && zone === undefined)) least = { failures, ...(zone && { zone }) }
  }
  const healthy = counts.total - counts.failed
  for (const [place, zone] of zones.entries()) {
    if (place < zoning.zone) continue
    const here = place === zoning.zone ? zoning.counts : zoneCounts(zone)
    const unfinishedHere = here.pending + here.inFlight
    unfinished += unfinishedHere
    // A host in service starts only when one may be spared. Those that were out of service are tried anyway, and counted in the end.
    const inService = pendingInService(here) > 0
    const room = zone.hosts - here.failed - zone.minimum
    take(inService && room < unfinishedHere ? room : room + 1, unfinishedHere, zone)
    if (inService) take(healthy - zone.outBehind - minimum, unfinished - 1)
  }
  take(healthy - Math.max(1, minimum) + 1, unfinished)
  return least
}

/** How many hosts may fail next before the failure that can decide it, when all others succeed. */
export function failuresLeftInZones(rest: Rest): number {
  const decisive = decisiveFailures(rest)
  return decisive === undefined ? rest.counts.pending + rest.counts.inFlight : Math.max(0, decisive.failures - 1)
}
