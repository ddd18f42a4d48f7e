/**
 * What a minimum of healthy hosts means before anybody deploys: how many at once, how many failures, which waves, and which
 * fleets can never start. The same rules as a deployment's, asked for a number of hosts instead of a fleet.
 */
import { limits, type FleetPreview, type MinimumHealthyHosts } from '@sluice/model'
import { minimumHosts } from './minimum-healthy.ts'
import { plan } from './plan.ts'
import { targetsOf, waveLayout } from './waves.ts'
import { hosts, number } from './words.ts'

export function fleetPreview(minimumHealthyHosts: MinimumHealthyHosts, fleetSize: number): FleetPreview {
  const targets = Array.from({ length: fleetSize }, (_, at) => String(at))
  const { minimum, parallel, failureBudget, failsAtOnce, sentence } = plan({ targets, minimumHealthyHosts })
  const cannotStart = failsAtOnce?.code === 'HEALTH_CONSTRAINTS_INVALID'
  return {
    fleetSize,
    minimum,
    parallel,
    failureBudget,
    waves: failsAtOnce === undefined ? wavesFor(fleetSize, minimum) : { count: 0, size: 0, lastSize: 0, steps: [] },
    ...(failsAtOnce && { failsAtOnce }),
    ...(cannotStart && { wayOut: wayOut(minimumHealthyHosts, fleetSize) }),
    sentence,
  }
}

/** Every fleet of 1 to so many hosts fails at once, larger ones start; 0 when all start. */
export function neverStartsUpTo(minimum: MinimumHealthyHosts): number {
  let size = limits.hostsPerDeployment
  while (size > 0 && minimumHosts(minimum, size) < size) size -= 1
  return size
}

/** The rule in words, whatever the fleet: "At least 75 % of the hosts stay healthy, rounded up." */
export function criteria({ type, value }: MinimumHealthyHosts): string {
  if (type === 'MOST_CONCURRENCY') return 'One host at a time; all but the last must succeed.'
  if (value === 0) return 'All hosts at once; at least one must succeed.'
  if (type === 'FLEET_PERCENT') return `At least ${value} % of the hosts stay healthy, rounded up to whole hosts.`
  return `At least ${hosts(value)} ${value === 1 ? 'stays' : 'stay'} healthy, whatever the size of the fleet.`
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
