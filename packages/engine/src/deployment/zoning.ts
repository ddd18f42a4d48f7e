/**
 * How far a deployment by zones is: the zone that runs with its counters, its bake, and what the zones before it came to. One object
 * a moment, so that a decision in the making has its own. No signal looks at the hosts of a zone.
 */
import type { DeploymentEvent } from '@sluice/model'
import { zoneAt, type ZoneWaves } from '../zone-waves.ts'
import { count, noCounts, type Counts } from './counts.ts'

/** Times are ms since the epoch; `endedAt` is undefined while it bakes. */
export interface ZoneBake {
  readonly since: number
  readonly until: number
  readonly endedAt: number | undefined
}

interface ZoneRecord {
  readonly counts: Readonly<Counts>
  /** After all its hosts have ended, when it bakes at all. */
  readonly bake?: ZoneBake
}

export interface Zoning extends ZoneRecord {
  /** The place of the zone that runs, or bakes. */
  readonly zone: number
  /** The zones before it. */
  readonly past: readonly ZoneRecord[]
}

export function noZoning(zones: readonly ZoneWaves[]): Zoning {
  return { zone: 0, counts: zoneCounts(zones[0]), past: [] }
}

/** Before anything of it has started. */
export function zoneCounts(zone: Pick<ZoneWaves, 'hosts' | 'out'> | undefined): Counts {
  return noCounts(zone?.hosts ?? 0, zone?.out)
}

/** `placeOf` tells where a host stood just before the fact, `outOfService` which hosts were so before the deployment started. */
export function zoningAfter(
  zones: readonly ZoneWaves[],
  was: Zoning,
  event: DeploymentEvent,
  placeOf: (host: number) => 'pending' | 'inFlight' | undefined,
  outOfService: ReadonlySet<number>,
): Zoning {
  switch (event.type) {
    case 'ZoneBakeBegan':
      return { ...was, bake: { since: event.at, until: event.until, endedAt: undefined } }
    case 'ZoneBakeEnded':
      return was.bake ? { ...was, bake: { ...was.bake, endedAt: event.at } } : was
    case 'TargetsStarted':
      return counted(zones, atZone(zones, was, zoneAt(zones, event.targets[0] ?? 0)), event, placeOf, outOfService)
    case 'TargetSucceeded':
    case 'TargetFailed':
    case 'TargetsSkipped':
      return counted(zones, was, event, placeOf, outOfService)
    default:
      return was
  }
}

export function isBaking(zoning: Zoning | undefined): boolean {
  return zoning?.bake !== undefined && zoning.bake.endedAt === undefined
}

/** Whether all its hosts have ended. */
export function isZoneOver({ counts }: Zoning): boolean {
  return counts.pending === 0 && counts.inFlight === 0
}

/** The first host of a zone that starts makes it the one that runs. */
function atZone(zones: readonly ZoneWaves[], was: Zoning, zone: number): Zoning {
  if (zone <= was.zone) return was
  const { counts, bake } = was
  const past = [...was.past, { counts, ...(bake && { bake }) }]
  return { zone, counts: zoneCounts(zones[zone]), past }
}

function counted(
  zones: readonly ZoneWaves[],
  was: Zoning,
  event: DeploymentEvent,
  placeOf: (host: number) => 'pending' | 'inFlight' | undefined,
  outOfService: ReadonlySet<number>,
): Zoning {
  const counts = { ...was.counts }
  const { from = 0, hosts = 0 } = zones[was.zone] ?? {}
  const placeHere = (host: number) => (host >= from && host < from + hosts ? placeOf(host) : undefined)
  count(counts, event, placeHere, outOfService)
  return { ...was, counts }
}
