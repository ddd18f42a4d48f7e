/** What is said of a deployment by zones: where it is, what it waits for, and how many failures are left. */
import type { SentencePart } from '@sluice/model'
import type { Deployment } from '../../deployment/deployment-state.ts'
import { isBaking } from '../../deployment/zoning.ts'
import { apartFrom, atOnce, failuresLeft, isLost } from '../../minimum-healthy.ts'
import { text, time } from '../../sentence-parts.ts'
import { capitalised, hosts, number } from '../../words.ts'
import { zoneWords } from '../../zone-waves.ts'
import { decisiveFailures, failuresLeftInZones } from './failures-left.ts'
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
  const { minimum = 0, outBehind = 0 } = of.zones[of.zoning.zone] ?? {}
  const room = Math.min(atOnce(counts, minimum), atOnce(apartFrom(deployment.counts, outBehind), deployment.minimum))
  if (counts.total === 1) return `${whichZone(of)}, its only host.`
  return room >= counts.total
    ? `${whichZone(of)}, all ${hosts(counts.total)} of it at once.`
    : `${whichZone(of)}, ${number(room)} of its ${hosts(counts.total)} at a time.`
}

/** "Baking zone a (1 of 3): the next hosts start at 15:02." */
export function bakingWords(deployment: Deployment): SentencePart[] {
  const of = inZones(deployment)
  if (of?.zoning.bake === undefined) return []
  return [
    text(`Baking ${whichZone(of)}: the next hosts start at `),
    time(of.zoning.bake.until, of.zoning.bake.since),
    text('. '),
  ]
}

/** "Zone a (1 of 3) bakes until 15:02." While it is held nothing follows the bake by itself. */
export function heldBake(deployment: Deployment): SentencePart[] {
  const of = inZones(deployment)
  if (of?.zoning.bake === undefined || !isBaking(of.zoning)) return []
  return [
    text(`${capitalised(whichZone(of))} bakes until `),
    time(of.zoning.bake.until, of.zoning.bake.since),
    text('. '),
  ]
}

/** How many hosts may fail next before the failure that can decide it. */
export function failuresLeftOf(deployment: Deployment): number {
  const { counts, minimum } = deployment
  const of = inZones(deployment)
  return of === undefined ? failuresLeft(counts, minimum) : failuresLeftInZones({ ...of, counts, minimum })
}

/** Whether it will fail whatever comes, and goes on only for hosts that failed before. */
export function isLostOf(deployment: Deployment): boolean {
  const { counts, minimum } = deployment
  const of = inZones(deployment)
  if (of === undefined) return isLost(counts, minimum)
  if (of.zoning.counts.outOfService === 0) return false
  const decisive = decisiveFailures({ ...of, counts, minimum })
  return decisive !== undefined && decisive.failures <= 0
}

/** " in zone b": where the failures would be that decide it, when that is a zone whose turn is to come. */
export function decisiveZone(deployment: Deployment): string {
  const { counts, minimum } = deployment
  const of = inZones(deployment)
  const zone = of && decisiveFailures({ ...of, counts, minimum })?.zone
  if (zone === undefined || zone === of?.zones[of.zoning.zone]) return ''
  return zone.isNamed ? ` in ${zoneWords(zone)}` : ' among the hosts without a zone'
}

/** Whether hosts that failed before are still to be tried before anything is decided; by zones only those of the running zone are. */
export function isTryingOn(deployment: Deployment): boolean {
  const { outOfService, outInFlight } = deployment.zoning?.counts ?? deployment.counts
  return outOfService > outInFlight
}
