/** How each zone stands, for the picture beside the pipeline: from the counters of the zones, never from their hosts. */
import { bakeSecondsAfter, type DeploymentSummary, type ZoneStanding } from '@sluice/model'
import { hasEnded, type Deployment } from '../../deployment/deployment-state.ts'
import { isBaking, type Zoning } from '../../deployment/zoning.ts'
import { instant } from '../../words.ts'
import { failedByZone, inZones, type InZones } from './zones.ts'

export function zonesStandingOf(deployment: Deployment): DeploymentSummary['zones'] {
  const of = inZones(deployment)
  if (of === undefined) return undefined
  const { zones, zoning, spec } = of
  const { bake } = zoning
  return {
    zoneTag: spec.zoneTag,
    zones: zones.map((zone, place): ZoneStanding => {
      const counts = place === zoning.zone ? zoning.counts : zoning.past[place]?.counts
      const bakeSeconds = place === zones.length - 1 ? 0 : bakeSecondsAfter(spec, place)
      return {
        name: zone.name,
        state: stateOf(deployment, of, place),
        hosts: zone.hosts,
        minimum: zone.minimum,
        succeeded: counts?.succeeded ?? 0,
        failed: counts?.failed ?? 0,
        ...(bakeSeconds > 0 && { bakeSeconds }),
      }
    }),
    ...(bake !== undefined &&
      isBaking(zoning) && {
        bake: { zone: zones[zoning.zone]?.name ?? '', since: instant(bake.since), until: instant(bake.until) },
      }),
  }
}

function stateOf(deployment: Deployment, of: InZones, place: number): ZoneStanding['state'] {
  const { zoning } = of
  if (place < zoning.zone) return 'done'
  if (place > zoning.zone) return hasEnded(deployment) ? 'skipped' : 'pending'
  return runningState(deployment, of, zoning)
}

function runningState(deployment: Deployment, of: InZones, zoning: Zoning): ZoneStanding['state'] {
  const { pending, inFlight, skipped, total } = zoning.counts
  if (isBaking(zoning)) return 'baking'
  if (hasEnded(deployment) && failedByZone(of)) return 'failed'
  if (skipped > 0 && inFlight === 0) return 'skipped'
  if (pending === 0 && inFlight === 0) return 'done'
  return pending === total ? 'pending' : 'running'
}
