/**
 * In place: seven events a host, thirteen with a load balancer, hosts rolling in the planned order. One stage from the creation
 * on. Source: facts section 2.1.
 */
import { allowTrafficEvents, blockTrafficEvents, inPlaceEvents, limits, type DeploymentSpec } from '@sluice/model'
import { isDraining } from '../../deployment/deployment-state.ts'
import type { Draft } from '../../deployment/draft.ts'
import { endDrained, endFailed, endSucceeded } from '../../deployment/ending.ts'
import type { Opening } from '../../deployment/stage.ts'
import { windUp } from '../../deployment/wind-up.ts'
import { isBaking } from '../../deployment/zoning.ts'
import { failsAtOnce } from '../../minimum-healthy.ts'
import { nobodyIsMeant } from '../../narrowing.ts'
import { zoneFailsAtOnce } from '../../zone-waves.ts'
import { hasMoreToStart, rollOn } from '../rolling.ts'
import { brokenZonesFailAtOnce } from './broken-zones.ts'
import type { Strategy } from '../strategy.ts'
import { endBake, goOnInZones, nextBakeRing, ringInZones } from './zones.ts'

export const inPlace: Strategy = {
  refuse: () => undefined,
  opening,
  failsAtOnce: (spec) =>
    nobodyIsMeant(spec.narrowed, spec.targets.length) ??
    failsAtOnce(spec.targets.length, spec.minimumHealthyHosts, limits.hostsPerDeployment) ??
    zoneFailsAtOnce(spec.zones) ??
    brokenZonesFailAtOnce(spec),
  goOn,
  mustGoOn: hasMoreToStart,
  windUp: windUpInPlace,
  ring: ringInZones,
  nextRing: nextBakeRing,
  refuseHold: () => undefined,
  refuseStop: () => undefined,
}

function opening(spec: DeploymentSpec): Opening {
  const lifecycleEvents = inPlaceEventsOf(spec.deploymentStyle.deploymentOption === 'WITH_TRAFFIC_CONTROL')
  const last = lifecycleEvents.length - 1
  return {
    lifecycleEvents,
    sides: { receiving: spec.targets.length, events: { receiving: [0, last], leaving: [0, last] } },
    stage: { name: 'all', side: 'receiving', first: 0, last },
  }
}

export function inPlaceEventsOf(withTrafficControl: boolean) {
  return withTrafficControl ? [...blockTrafficEvents, ...inPlaceEvents, ...allowTrafficEvents] : [...inPlaceEvents]
}

/** Nobody waits for the end of a bake any more. */
function windUpInPlace(draft: Draft): void {
  endBake(draft)
  windUp(draft)
}

function goOn(draft: Draft): void {
  if (isDraining(draft)) return draft.counts.inFlight === 0 ? endDrained(draft) : undefined
  if (isBaking(draft.zoning)) return undefined
  const came = rollOn(draft)
  if (came === 'failed') return endFailed(draft)
  goOnInZones(draft)
  if (came === 'succeeded' && !draft.hasEnded) endSucceeded(draft)
}
