/**
 * The order in which the hosts of a deployment are taken, and which of them are out of service before it starts. Decided once,
 * where the deployment is admitted; the plan asks the same. Source: facts sections 3.2 and 3.3.
 */
import type { BlueGreenSpec, HostStanding, ZonesSpec } from '@sluice/model'
import { zonePlaces } from './zone-waves.ts'

/** Undefined: the group never deployed to the host. */
export type StandingOf = (name: string) => HostStanding | undefined

/** Place of a host's zone in the order of zones, from 0. */
export type ZoneOf = (name: string) => number

/**
 * Zone after zone, where there are zones; in each the unhealthy hosts, those that failed before those that never had anything;
 * then Unknown, Old, Current. Hosts that stand alike stay as they were given.
 */
export function orderHosts(names: readonly string[], standingOf: StandingOf, zoneOf: ZoneOf = () => 0): string[] {
  return names
    .map((name) => ({ name, key: zoneOf(name) * ranks + rankOf(standingOf(name)) }))
    .toSorted((a, b) => a.key - b.key)
    .map(({ name }) => name)
}

/**
 * A host that failed last time serves nobody, so it takes no place of those that may be out of service. One that never had
 * anything counts as available: a new group would have nobody to keep healthy.
 */
export function isOutOfService(standing: HostStanding | undefined): boolean {
  return standing?.instanceHealth === 'Unhealthy'
}

/** As in the spec. */
export interface Hosts {
  targets: readonly string[]
  blueGreen?: BlueGreenSpec | undefined
  zones?: ZonesSpec | undefined
}

export interface PlannedOrder {
  targets: string[]
  /** Places of hosts that are out of service before it starts. Absent for none; in blue/green the new fleet serves nobody yet. */
  outOfService?: number[]
}

/**
 * Zones keep their order and their hosts. Of blue/green the replacements are ordered; where users only go back to hosts, nothing is
 * installed and the order stays.
 */
export function plannedOrder({ targets, blueGreen, zones }: Hosts, standingOf: StandingOf): PlannedOrder {
  if (blueGreen?.kind === 'trafficBack') return { targets: [...targets] }
  if (blueGreen !== undefined) {
    const { receiving } = blueGreen
    return { targets: [...orderHosts(targets.slice(0, receiving), standingOf), ...targets.slice(receiving)] }
  }
  const ordered = orderHosts(targets, standingOf, zones && zonePlaces(zones, targets))
  const outOfService = [...ordered.keys()].filter((place) => isOutOfService(standingOf(ordered[place] ?? '')))
  return { targets: ordered, ...(outOfService.length > 0 && { outOfService }) }
}

const ranks = 5

function rankOf(standing: HostStanding | undefined): number {
  if (standing === undefined) return 1
  if (standing.instanceHealth === 'Unhealthy') return 0
  return standing.revisionHealth === 'Unknown' ? 2 : standing.revisionHealth === 'Old' ? 3 : 4
}
