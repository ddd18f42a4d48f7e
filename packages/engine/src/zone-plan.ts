/** A plan by zones: the waves of each zone, the bakes between them in the times, and what is said of it. */
import { bakeSecondsAfter, type PlannedWave, type PlannedZone, type ZonalConfig, type ZonesSpec } from '@sluice/model'
import { hosts, inWords, number } from './words.ts'
import { zoneWords, type ZoneWaves } from './zone-waves.ts'

/** `secondsPerHost` is undefined when nothing is known of it: then there are no times. */
export function plannedZones(
  spec: ZonesSpec,
  zones: readonly ZoneWaves[],
  secondsPerHost: number | undefined,
): PlannedZone[] {
  let starts = 0
  return zones.map(({ name, hosts: count, minimum, size, waves }, place) => {
    const bakeSeconds = place === zones.length - 1 ? 0 : bakeSecondsAfter(spec, place)
    const [startsAfterSeconds, endsAfterSeconds] = [starts, starts + waves * (secondsPerHost ?? 0)]
    starts = endsAfterSeconds + bakeSeconds
    return {
      name,
      hosts: count,
      minimum,
      parallel: size,
      waves,
      ...(bakeSeconds > 0 && { bakeSeconds }),
      ...(secondsPerHost !== undefined && { startsAfterSeconds, endsAfterSeconds }),
    }
  })
}

export function zonedWaves(
  targets: readonly string[],
  zones: readonly ZoneWaves[],
  planned: readonly PlannedZone[],
  secondsPerHost: number | undefined,
): PlannedWave[] {
  return zones.flatMap((zone, place) => {
    const began = planned[place]?.startsAfterSeconds ?? 0
    return Array.from({ length: zone.waves }, (_, wave): PlannedWave => {
      const from = zone.from + wave * zone.size
      return {
        wave: zone.wavesBefore + wave + 1,
        targets: targets.slice(from, Math.min(from + zone.size, zone.from + zone.hosts)),
        zone: zone.name,
        ...(secondsPerHost !== undefined && {
          startsAfterSeconds: began + wave * secondsPerHost,
          endsAfterSeconds: began + (wave + 1) * secondsPerHost,
        }),
      }
    })
  })
}

/** "6 hosts in 3 zones, one zone after the other, at most 2 at a time." */
export function zonedPace(total: number, zones: readonly ZoneWaves[]): string {
  const most = zones.reduce((size, zone) => Math.max(size, zone.size), 0)
  if (zones.length === 1) return `${hosts(total)} in 1 zone, at most ${number(most)} at a time.`
  return `${hosts(total)} in ${number(zones.length)} zones, one zone after the other, at most ${number(most)} at a time.`
}

/** "2 failures in zone b stop it." How many a zone survives that survives the fewest. */
export function zoneSurvival(zones: readonly ZoneWaves[], tightest: ZoneWaves, budget: number): string {
  const isLikeAll = zones.every(({ hosts: count, minimum }) => count === tightest.hosts && minimum === tightest.minimum)
  if (isLikeAll)
    return budget === 0
      ? 'The first failure in a zone stops it, unless it is the last host there.'
      : `${number(budget + 1)} failures in the same zone stop it.`
  const where = tightest.isNamed ? `in ${zoneWords(tightest)}` : 'among the hosts without a zone'
  return budget === 0
    ? `The first failure ${where} stops it, unless it is the last host there.`
    : `${number(budget + 1)} failures ${where} stop it.`
}

/** " It bakes 1 hour after the first zone, 10 minutes after each other one but the last." */
export function bakesSentence(spec: ZonesSpec): string {
  if (spec.zones.length < 2) return ''
  const [first, later] = [bakeSecondsAfter(spec, 0), bakeSecondsAfter(spec, 1)]
  if (spec.zones.length === 2) return first === 0 ? '' : ` It bakes ${inWords(first)} between them.`
  if (first === later) return first === 0 ? '' : ` It bakes ${inWords(first)} between two zones.`
  if (later === 0) return ` It bakes ${inWords(first)} after the first zone.`
  return first === 0
    ? ` It bakes ${inWords(later)} between two zones, but not after the first.`
    : ` It bakes ${inWords(first)} after the first zone and ${inWords(later)} between the others.`
}

/**
 * Whether it fails when the silent hosts do and all others succeed: each silent host keeps a place of those that may be out of service, in
 * its zone and in the fleet, where those that failed last time and wait behind have theirs too. A zone of only such hosts is tried to its
 * end. `silent` are places in the planned order, in order.
 */
export function silentStopZones(
  zones: readonly ZoneWaves[],
  silent: readonly number[],
  { total, minimum }: { total: number; minimum: number },
): boolean {
  if (total - silent.length < Math.max(1, minimum)) return true
  let failedBefore = 0
  for (const zone of zones) {
    const end = zone.from + zone.hosts
    const here = silent.filter((place) => place >= zone.from && place < end)
    const room = zone.hosts - zone.minimum
    const fleetRoom = total - minimum - failedBefore - zone.outBehind
    const most = zone.out === zone.hosts ? room : Math.min(room, fleetRoom)
    if (here.length > most) return true
    if (zone.out < zone.hosts && here.length === most && here.at(-1) !== end - 1) return true
    failedBefore += here.length
  }
  return false
}

/** " One zone after the other, by the tag rack; at least 50 % of a zone stays healthy, and 1 hour passes between two." */
export function zoneCriteria(config: ZonalConfig): string {
  const { minimumHealthyHostsPerZone: minimum, zoneTag } = config
  const stays =
    minimum === undefined || minimum.value === 0
      ? ''
      : minimum.type === 'FLEET_PERCENT'
        ? `; at least ${minimum.value} % of each zone stays healthy`
        : `; at least ${hosts(minimum.value)} of each zone ${minimum.value === 1 ? 'stays' : 'stay'} healthy`
  const [first, later] = [bakeSecondsAfter(config, 0), bakeSecondsAfter(config, 1)]
  const bakes =
    first === later
      ? first === 0
        ? ''
        : ` Between two zones it bakes ${inWords(first)}.`
      : ` It bakes ${inWords(first)} after the first zone, ${inWords(later)} between the others.`
  return ` One zone after the other, by the tag ${zoneTag}${stays}.${bakes}`
}
