/**
 * In place by zones: one zone after the other, and a bake between two of them. A batch is the smaller of what the fleet's minimum
 * and the zone's allow; at either minimum, with hosts left to start, it fails in all zones. Hosts that failed last time are tried
 * first in their zone, and take nothing from its minimum; a zone of only such hosts is counted in its end. It bakes between two zones only, not
 * after the last one: a bake is "how long to wait before the next zone starts", and nothing follows the last (facts section 3.4).
 * A bake ends when it said, also when the service was down meanwhile; a stop ends it at once.
 */
import { bakeSecondsAfter, limits, type ZonesSpec } from '@sluice/model'
import { firstPending } from '../../deployment/counts.ts'
import type { Deployment } from '../../deployment/deployment-state.ts'
import { add, type Draft } from '../../deployment/draft.ts'
import { endFailed, firstToFail } from '../../deployment/ending.ts'
import { isBaking, isZoneOver, zoneCounts, type Zoning } from '../../deployment/zoning.ts'
import { atOnce, startable, type FleetCounts } from '../../minimum-healthy.ts'
import { hosts, notStarted, number } from '../../words.ts'
import { zoneWords, type ZoneWaves } from '../../zone-waves.ts'

export interface InZones {
  readonly spec: ZonesSpec
  readonly zones: readonly ZoneWaves[]
  readonly zoning: Zoning
  readonly outOfService: ReadonlySet<number>
}

/** Undefined when it goes without zones. */
export function inZones({
  spec,
  zoning,
  layout,
  outOfService,
}: Pick<Deployment, 'spec' | 'zoning' | 'layout' | 'outOfService'>): InZones | undefined {
  if (spec.zones === undefined || zoning === undefined || layout.zones === undefined) return undefined
  return { spec: spec.zones, zones: layout.zones, zoning, outOfService }
}

/** The same for a decision in the making. */
export function inZonesNow({ spec, zoning, deployment }: Draft): InZones | undefined {
  return inZones({ spec, zoning, layout: deployment.layout, outOfService: deployment.outOfService })
}

/** How many of the next pending hosts may start in the running zone, or in the next one when that may begin; never beyond it. */
export function zoneRoom(of: InZones | undefined): number {
  if (of === undefined) return Infinity
  const { zones, zoning } = of
  if (isBaking(zoning)) return 0
  if (!isZoneOver(zoning)) return mayStartHere(of, zoning.zone, zoning.counts)
  if (isShort(of) || mustBake(of)) return 0
  return mayStartHere(of, zoning.zone + 1, zoneCounts(zones[zoning.zone + 1]))
}

function mayStartHere({ zones, outOfService }: InZones, place: number, counts: FleetCounts): number {
  const { from = 0, minimum = 0 } = zones[place] ?? {}
  const next = from + firstPending(counts)
  return startable(counts, minimum, limits.startsPerDecision, (host) => outOfService.has(next + host))
}

/** Whether fewer of the running zone are healthy than must be, now that all have ended. It can be where nobody was in service before. */
function isShort({ zones, zoning }: InZones): boolean {
  return isZoneOver(zoning) && zoning.counts.succeeded < (zones[zoning.zone]?.minimum ?? 0)
}

/** After hosts were started that may: nothing runs any more in this zone, so it bakes, or the zone has failed for all. */
export function goOnInZones(draft: Draft): void {
  const of = inZonesNow(draft)
  if (of === undefined || of.zoning.counts.inFlight > 0) return
  const { zoning } = of
  const fails = isZoneOver(zoning) ? isShort(of) : mayStartHere(of, zoning.zone, zoning.counts) === 0
  if (fails) endFailed(draft, { code: 'HEALTH_CONSTRAINTS', message: zoneError(draft, of) })
  else if (isZoneOver(zoning) && mustBake(of)) beginBake(draft, of)
}

export function ringInZones(draft: Draft): void {
  const { zoning, at } = draft
  if (zoning?.bake !== undefined && isBaking(zoning) && zoning.bake.until <= at)
    add(draft, { v: 1, at, type: 'ZoneBakeEnded', zone: zoning.zone })
}

export function nextBakeRing({ zoning }: Deployment): number | undefined {
  return isBaking(zoning) ? zoning?.bake?.until : undefined
}

/** No host starts any more, so nothing is waited for. */
export function endBake(draft: Draft): void {
  const { zoning, at, stop } = draft
  if (zoning === undefined || !isBaking(zoning)) return
  add(draft, { v: 1, at, type: 'ZoneBakeEnded', zone: zoning.zone, ...(stop && { by: stop.by }) })
}

function mustBake({ spec, zones, zoning }: InZones): boolean {
  const isLast = zoning.zone >= zones.length - 1
  return !isLast && zoning.bake === undefined && bakeSecondsAfter(spec, zoning.zone) > 0
}

function beginBake(draft: Draft, { spec, zoning }: InZones): void {
  const { at } = draft
  const until = at + bakeSecondsAfter(spec, zoning.zone) * 1000
  add(draft, { v: 1, at, type: 'ZoneBakeBegan', zone: zoning.zone, until })
}

function zoneError(draft: Draft, of: InZones): string {
  return `${zoneFailure(of)}${notStarted(draft.counts.pending)}.${firstToFail(draft)}`
}

/** "1 of 2 hosts of zone a failed and 1 must stay healthy there" */
export function zoneFailure({ zones, zoning }: InZones): string {
  const zone = zones[zoning.zone]
  const { failed, total } = zoning.counts
  const which = zone === undefined ? '' : zone.isNamed ? ` of ${zoneWords(zone)}` : ' without a zone'
  return `${number(failed)} of ${hosts(total)}${which} failed and ${number(zone?.minimum ?? 0)} must stay healthy there`
}

/** Whether it was the minimum of a zone that ended it: hosts of the running zone were left, and none of them could be taken. */
export function failedByZone(of: InZones): boolean {
  const { zones, zoning } = of
  const { counts, zone } = zoning
  if (counts.skipped === 0 && isShort(of)) return true
  return counts.pending + counts.skipped > 0 && counts.failed > 0 && atOnce(counts, zones[zone]?.minimum ?? 0) === 0
}
