/**
 * What a minimum of healthy hosts means before anybody deploys: how many at once, how many failures, which waves, and which
 * fleets can never start. The same rules as a deployment's, asked for a number of hosts instead of a fleet.
 */
import {
  limits,
  type FleetPreview,
  type MinimumHealthyHosts,
  type Plan,
  type ZonalConfig,
  type ZonesSpec,
} from '@sluice/model'
import { minimumHosts } from './minimum-healthy.ts'
import { plan } from './plan.ts'
import { zoneCriteria } from './zone-plan.ts'
import { zoneMinimum } from './zone-waves.ts'
import { targetsOf, waveLayout } from './waves.ts'
import { hosts, number } from './words.ts'

export interface PreviewZones {
  zonalConfig: ZonalConfig
  /** Over so many zones the hosts are spread evenly. */
  zones: number
}

export function fleetPreview(
  minimumHealthyHosts: MinimumHealthyHosts,
  fleetSize: number,
  spread?: PreviewZones,
): FleetPreview {
  const targets = Array.from({ length: fleetSize }, (_, at) => String(at))
  const planned = plan({ targets, minimumHealthyHosts, ...(spread && { zones: spreadEvenly(spread, fleetSize) }) })
  const { minimum, parallel, failureBudget, failsAtOnce, sentence, zones } = planned
  const cannotStart = failsAtOnce?.code === 'HEALTH_CONSTRAINTS_INVALID'
  return {
    fleetSize,
    minimum,
    parallel,
    failureBudget,
    waves: failsAtOnce === undefined ? wavesOf(planned) : { count: 0, size: 0, lastSize: 0, steps: [] },
    ...(zones && { zones }),
    ...(failsAtOnce && { failsAtOnce }),
    ...(cannotStart && minimum >= fleetSize && { wayOut: wayOut(minimumHealthyHosts, fleetSize) }),
    sentence,
  }
}

/** Every fleet of 1 to so many hosts fails at once, larger ones start; 0 when all start. */
export function neverStartsUpTo(minimum: MinimumHealthyHosts, spread?: PreviewZones): number {
  let size = limits.hostsPerDeployment
  while (size > 0 && minimumHosts(minimum, size) < size && zonesCanStart(spread, size)) size -= 1
  return size
}

/** Whether hosts of every zone may be taken: the last zone is the smallest. */
function zonesCanStart(spread: PreviewZones | undefined, fleetSize: number): boolean {
  if (spread === undefined) return true
  const smallest = Math.floor(fleetSize / Math.min(spread.zones, fleetSize))
  return zoneMinimum(spread.zonalConfig, smallest) < smallest
}

/** The rule in words, whatever the fleet: "At least 75 % of the hosts stay healthy, rounded up." */
export function criteria(minimum: MinimumHealthyHosts, zonalConfig?: ZonalConfig): string {
  if (zonalConfig === undefined) return minimumCriteria(minimum)
  const whole = minimum.value === 0 ? 'At least one host must succeed.' : minimumCriteria(minimum)
  return `${whole}${zoneCriteria(zonalConfig)}`
}

function minimumCriteria({ type, value }: MinimumHealthyHosts): string {
  if (type === 'MOST_CONCURRENCY') return 'One host at a time; all but the last must succeed.'
  if (value === 0) return 'All hosts at once; at least one must succeed.'
  if (type === 'FLEET_PERCENT') return `At least ${value} % of the hosts stay healthy, rounded up to whole hosts.`
  return `At least ${hosts(value)} ${value === 1 ? 'stays' : 'stay'} healthy, whatever the size of the fleet.`
}

/** Zones `a`, `b`, ...; the first ones have the hosts that are left over. */
function spreadEvenly({ zonalConfig, zones }: PreviewZones, fleetSize: number): ZonesSpec {
  const count = Math.min(zones, fleetSize)
  const sizes = Array.from(
    { length: count },
    (_, place) => Math.floor(fleetSize / count) + (place < fleetSize % count ? 1 : 0),
  )
  return { ...zonalConfig, zones: sizes.map((hosts, place) => ({ name: letters(place), hosts })) }
}

/** a, b, ... z, aa, ab, ... */
function letters(place: number): string {
  const last = String.fromCodePoint(97 + (place % 26))
  return place < 26 ? last : `${letters(Math.floor(place / 26) - 1)}${last}`
}

/** By zones a step is a zone. */
function wavesOf({ total, minimum, waves, zones }: Plan): FleetPreview['waves'] {
  if (zones === undefined) return wavesFor(total, minimum)
  const [first, last] = [waves[0], waves.at(-1)]
  return {
    count: waves.length,
    size: first?.targets.length ?? 0,
    lastSize: last?.targets.length ?? 0,
    steps: zones.map((zone) => zone.hosts),
  }
}

function wavesFor(fleetSize: number, minimum: number): FleetPreview['waves'] {
  const layout = waveLayout(fleetSize, minimum)
  return {
    count: layout.waves,
    size: layout.size,
    lastSize: fleetSize - (layout.waves - 1) * layout.size,
    steps: Array.from({ length: layout.steps }, (_, step) => targetsOf(layout, step)),
  }
}

/** The largest minimum that starts with these hosts, and from how many hosts on this one does. */
function wayOut(minimum: MinimumHealthyHosts, fleetSize: number): string {
  const most = minimum.type === 'FLEET_PERCENT' ? Math.floor((100 * (fleetSize - 1)) / fleetSize) : fleetSize - 1
  const unit = minimum.type === 'FLEET_PERCENT' ? ' %' : ''
  const lower = most === 0 ? 'Only a minimum of 0' : `A minimum of at most ${number(most)}${unit}`
  const from = neverStartsUpTo(minimum) + 1
  const larger =
    from > limits.hostsPerDeployment ? 'no fleet is large enough for this one' : `this one from ${hosts(from)} on`
  return `${lower} starts with ${hosts(fleetSize)}; ${larger}.`
}
