/** Between two zones it bakes, for as long as was said; the first time may be longer. Source: facts section 3.4. */
import type { DeploymentEvent, DeploymentSpec } from '@sluice/model'
import { hold } from './broken.ts'

export interface ZoneWatch {
  take(fact: DeploymentEvent): void
}

export function watchZones({ deploymentId, zones }: DeploymentSpec): ZoneWatch {
  const baked = new Set<number>()
  let until = Infinity
  /** Nothing starts any more, so nothing is waited for. */
  let isWoundUp = false

  function zoneOf(host: number): number {
    let next = 0
    return zones?.zones.findIndex(({ hosts }) => host < (next += hosts)) ?? 0
  }

  function bakeSeconds(zone: number): number {
    const { monitorDurationInSeconds = 0, firstZoneMonitorDurationInSeconds } = zones ?? {}
    return zone === 0 ? (firstZoneMonitorDurationInSeconds ?? monitorDurationInSeconds) : monitorDurationInSeconds
  }

  /** Between two zones; nothing follows the last one. */
  function checkBake({ zone, at, until }: Extract<DeploymentEvent, { type: 'ZoneBakeBegan' }>): void {
    const seconds = zone < (zones?.zones.length ?? 0) - 1 ? bakeSeconds(zone) : 0
    const name = () => `zone ${zone} of ${deploymentId}: ${(until - at) / 1000} s, not ${seconds} s`
    hold('it bakes as long as was said', seconds > 0 && until - at === seconds * 1000, name)
  }

  function take(fact: DeploymentEvent): void {
    switch (fact.type) {
      case 'ZoneBakeBegan':
        until = fact.until
        return checkBake(fact)
      case 'StopRequested':
      case 'SchedulingEnded':
        isWoundUp = true
        return
      case 'ZoneBakeEnded':
        hold(
          'it bakes as long as was said',
          isWoundUp || fact.at >= until,
          () => `zone ${fact.zone} of ${deploymentId}`,
        )
        baked.add(fact.zone)
        return
      case 'TargetsStarted':
        return checkBaked(zoneOf(fact.targets[0] ?? 0) - 1)
      default:
        return
    }
  }

  function checkBaked(before: number): void {
    const isBaked = before < 0 || bakeSeconds(before) === 0 || baked.has(before)
    hold('a zone bakes before the next one starts', isBaked, () => `zone ${before + 1} of ${deploymentId}`)
  }

  return { take }
}
