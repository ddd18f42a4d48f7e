/**
 * Zones in the planned order: which places are whose, how many hosts of a zone must stay healthy, and its waves. A zone's waves are
 * its own: none goes over its edge. Source: facts section 3.4.
 */
import { zoneName, type ErrorInformation, type ZonalConfig, type ZonesSpec } from '@sluice/model'
import { minimumHosts } from './minimum-healthy.ts'
import { hosts, number } from './words.ts'

export interface ZoneWaves {
  readonly name: string
  /** Whether its hosts have the tag at all. */
  readonly isNamed: boolean
  /** The place of its first host, and how many there are. */
  readonly from: number
  readonly hosts: number
  /** Hosts that must stay healthy in it. */
  readonly minimum: number
  /** Of its hosts, and of those of the zones after it: out of service before the deployment starts. */
  readonly out: number
  readonly outBehind: number
  /** Hosts a wave: as many as may run at once while nothing has failed. */
  readonly size: number
  readonly waves: number
  /** Waves of the zones before it. */
  readonly wavesBefore: number
}

export const noZoneMinimum = { type: 'HOST_COUNT', value: 0 } as const

/**
 * `room`: how many hosts of the whole fleet may be out of service at once; those that are so before and wait in a later zone are taken
 * off. The smaller of the two limits counts. `outOfService`: places, ascending.
 */
export function zoneWaves(
  { zones, ...config }: ZonesSpec,
  room: number,
  outOfService: readonly number[] = [],
): ZoneWaves[] {
  let [from, wavesBefore, outBefore] = [0, 0, 0]
  return zones.map((zone) => {
    let out = 0
    while ((outOfService[outBefore + out] ?? Infinity) < from + zone.hosts) out += 1
    outBefore += out
    const outBehind = outOfService.length - outBefore
    const minimum = zoneMinimum(config, zone.hosts)
    const size = Math.max(1, Math.min(room - outBehind, zone.hosts - minimum))
    const waves = Math.ceil(zone.hosts / size)
    const its = { from, hosts: zone.hosts, minimum, out, outBehind, size, waves, wavesBefore }
    from += zone.hosts
    wavesBefore += waves
    return { name: zoneName(zone), isNamed: zone.name !== undefined, ...its }
  })
}

export function zoneMinimum(
  { minimumHealthyHostsPerZone }: Pick<ZonalConfig, 'minimumHealthyHostsPerZone'>,
  total: number,
) {
  return minimumHosts(minimumHealthyHostsPerZone ?? noZoneMinimum, total)
}

/** The place of the zone that holds this place of the planned order; the last zone for one behind them all. */
export function zoneAt(zones: readonly ZoneWaves[], place: number): number {
  let [low, high] = [0, zones.length - 1]
  while (low < high) {
    const middle = Math.ceil((low + high) / 2)
    if ((zones[middle]?.from ?? 0) <= place) low = middle
    else high = middle - 1
  }
  return Math.max(0, low)
}

/** The same zones over other hosts, or the same in another order: those that no host is left of are gone. */
export function zonesOver(zones: ZonesSpec, before: readonly string[], targets: readonly string[]): ZonesSpec {
  const zoneOf = zonePlaces(zones, before)
  const counted = zones.zones.map(() => 0)
  for (const name of targets) counted[zoneOf(name)]! += 1
  return {
    ...zones,
    zones: zones.zones.flatMap((zone, place) => (counted[place] ? [{ ...zone, hosts: counted[place] }] : [])),
  }
}

/** Which zone a host is of, as a place; hosts that are of none are of the last. */
export function zonePlaces({ zones }: ZonesSpec, targets: readonly string[]): (host: string) => number {
  const places = new Map<string, number>()
  let next = 0
  zones.forEach(({ hosts: count }, place) => {
    for (const name of targets.slice(next, next + count)) places.set(name, place)
    next += count
  })
  return (host) => places.get(host) ?? Math.max(0, zones.length - 1)
}

/** Why it would fail without touching a host: a zone of which no host may be taken. */
export function zoneFailsAtOnce(zones: ZonesSpec | undefined): ErrorInformation | undefined {
  const zone = zones?.zones.find(({ hosts: total }) => zoneMinimum(zones, total) >= total)
  if (zones === undefined || zone === undefined) return undefined
  const must = number(zoneMinimum(zones, zone.hosts))
  return {
    code: 'HEALTH_CONSTRAINTS_INVALID',
    message: `${zone.name === undefined ? 'The zone of hosts without the tag' : `Zone ${zone.name}`} has ${hosts(zone.hosts)} and ${must} must stay healthy there, so none may be taken out of service. Choose a lower minimum a zone, or add hosts to that zone.`,
  }
}

/** "zone a", "the hosts without a zone" */
export function zoneWords({ name, isNamed }: Pick<ZoneWaves, 'name' | 'isNamed'>): string {
  return isNamed ? `zone ${name}` : 'the hosts without a zone'
}
