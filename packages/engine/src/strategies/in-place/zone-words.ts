/** What is said of a deployment by zones: where it is, what it waits for, and how many failures are left. */
import type { SentencePart } from '@sluice/model'
import { noCounts } from '../../deployment/counts.ts'
import type { Deployment } from '../../deployment/deployment-state.ts'
import { isBaking } from '../../deployment/zoning.ts'
import { atOnce, failuresLeft } from '../../minimum-healthy.ts'
import { text, time } from '../../sentence-parts.ts'
import { capitalised, hosts, number } from '../../words.ts'
import { zoneWords } from '../../zone-waves.ts'
import { inZones, type InZones } from './zones.ts'

/** "zone a (1 of 3)" */
export function whichZone({ zones, zoning }: InZones): string {
  const zone = zones[zoning.zone]
  const place = `(${number(zoning.zone + 1)} of ${number(zones.length)})`
  return zone === undefined ? '' : `${zoneWords(zone)} ${place}`
}

/** "zone a (1 of 3), 2 of 4 hosts at a time." What both limits allow now; undefined without zones. */
export function zonePace(deployment: Deployment): string | undefined {
  const of = inZones(deployment)
  if (of === undefined) return undefined
  const { counts } = of.zoning
  const room = Math.min(
    atOnce(counts, of.zones[of.zoning.zone]?.minimum ?? 0),
    atOnce(deployment.counts, deployment.minimum),
  )
  if (counts.total === 1) return `${whichZone(of)}, its only host.`
  return room >= counts.total
    ? `${whichZone(of)}, all ${hosts(counts.total)} of it at once.`
    : `${whichZone(of)}, ${number(room)} of its ${hosts(counts.total)} at a time.`
}

/** "Baking zone a (1 of 3): the next hosts start at 15:02." */
export function bakingWords(deployment: Deployment): SentencePart[] {
  const of = inZones(deployment)
  if (of?.zoning.bake === undefined) return []
  return [text(`Baking ${whichZone(of)}: the next hosts start at `), time(of.zoning.bake.until), text('. ')]
}

/** "Zone a (1 of 3) bakes until 15:02." While it is held nothing follows the bake by itself. */
export function heldBake(deployment: Deployment): SentencePart[] {
  const of = inZones(deployment)
  if (of?.zoning.bake === undefined || !isBaking(of.zoning)) return []
  return [text(`${capitalised(whichZone(of))} bakes until `), time(of.zoning.bake.until), text('. ')]
}

/**
 * How many hosts may fail next, one after the other, before the failure that ends it: the next ones are those of the running zone,
 * then those of the zones after it. The first zone that cannot lose so many ends it for all.
 */
export function failuresLeftOf(deployment: Deployment): number {
  const { counts, minimum } = deployment
  const whole = failuresLeft(counts, minimum)
  const of = inZones(deployment)
  return of === undefined ? whole : Math.min(whole, failuresLeftInZones(of))
}

export function failuresLeftInZones({ zones, zoning }: Pick<InZones, 'zones' | 'zoning'>): number {
  let survived = 0
  for (let place = zoning.zone; place < zones.length; place += 1) {
    const zone = zones[place]
    if (zone === undefined) break
    const counts = place === zoning.zone ? zoning.counts : noCounts(zone.hosts)
    const unfinished = counts.pending + counts.inFlight
    const room = atOnce(counts, zone.minimum)
    if (unfinished > room) return survived + Math.max(0, room - 1)
    survived += unfinished
  }
  return Infinity
}
