/** A deployment gives up only when none of its hosts may start: too few would stay healthy. Source: facts section 3.3. */
import { hold } from './broken.ts'
import { mayStartNext } from './check-start.ts'
import { isZoneShort } from './check-zone.ts'
import { isDraining, type DeploymentRecord } from './deployment-record.ts'
import { minimumOf } from './rates.ts'
import { zonesOf } from './room.ts'

const mostHosts = 10_000

/** Before hosts are left out that nobody asked to leave out. */
export function checkGivesUp(record: DeploymentRecord): void {
  const { spec, status, stage } = record
  if (isDraining(record)) return
  if (status === 'Created')
    return hold('what can start does not fail at once', canNeverStart(record), () => spec.deploymentId)
  const givesUp = record.stages.has(stage.name) && stage.pending > 0 && !isZoneShort(record)
  const mustNot = givesUp && mayStartNext(record)
  hold('it gives up only when no host may start', !mustNot, () => `${spec.deploymentId} leaves ${stage.pending} out`)
}

function canNeverStart({ spec, out }: DeploymentRecord): boolean {
  const { targets, blueGreen } = spec
  const hosts = blueGreen?.receiving ?? targets.length
  const minimum = minimumOf(spec, blueGreen?.kind === 'forward' ? 'install' : blueGreen ? 'reroute' : 'all', hosts)
  if (hosts === 0 || targets.length > mostHosts || minimum >= hosts) return true
  const zones = spec.zones === undefined ? [] : zonesOf(spec.zones)
  if (zones.some((zone) => zone.minimum >= zone.hosts)) return true
  // Those that failed before and wait behind the first zone that serves anybody are missing until then.
  const first = zones.find(
    ({ from, hosts: size }) => [...out].filter((host) => host >= from && host < from + size).length < size,
  )
  const behind = first === undefined ? 0 : [...out].filter((host) => host >= first.from + first.hosts).length
  return hosts - behind <= minimum
}
