/** Between two zones it bakes, for as long as was said; the first time may be longer. Source: facts section 3.4. */
import type { DeploymentEvent, DeploymentSpec } from '@sluice/model'
import { hold } from './broken.ts'

export interface ZoneWatch {
  take(fact: DeploymentEvent): void
}

export function watchZones({ deploymentId, zones }: DeploymentSpec): ZoneWatch {
  const baked = new Set<number>()
  let until = Infinity

  function zoneOf(host: number): number {
    let next = 0
    return zones?.zones.findIndex(({ hosts }) => host < (next += hosts)) ?? 0
  }

  function bakeSeconds(zone: number): number {
    const { monitorDurationInSeconds = 0, firstZoneMonitorDurationInSeconds } = zones ?? {}
    return zone === 0 ? (firstZoneMonitorDurationInSeconds ?? monitorDurationInSeconds) : monitorDurationInSeconds
  }

  return {
    take(fact) {
      if (fact.type === 'ZoneBakeBegan') until = fact.until
      else if (fact.type === 'ZoneBakeEnded' && fact.at >= until) baked.add(fact.zone)
      else if (fact.type === 'TargetsStarted' && zones !== undefined) {
        const before = zoneOf(fact.targets[0] ?? 0) - 1
        const isBaked = before < 0 || bakeSeconds(before) === 0 || baked.has(before)
        hold('a zone bakes before the next one starts', isBaked, () => `zone ${before + 1} of ${deploymentId}`)
      }
    },
  }
}
