/** By zones: hosts of one zone at a time, each zone keeps its own minimum, and nothing starts while it bakes. Source: facts section 3.4. */
import { hold } from './broken.ts'
import type { DeploymentRecord } from './deployment-record.ts'
import { zoneOf, zonesOf, type Zone } from './room.ts'

/** The zone in which these hosts start; undefined without zones. */
export function checkZone(record: DeploymentRecord, targets: readonly number[]): Zone | undefined {
  const { spec } = record
  if (spec.zones === undefined) return undefined
  const id = spec.deploymentId
  hold('nothing starts while it bakes', record.status !== 'Baking', () => `${id} starts hosts while it bakes`)
  const zone = zoneOf(spec, targets[0] ?? -1)
  const isOf = ({ from, hosts }: Zone, host: number) => host >= from && host < from + hosts
  hold(
    'one zone at a time',
    zone !== undefined && targets.every((host) => isOf(zone, host)),
    () => `${id} starts ${targets.join()}, which is more than a zone`,
  )
  const elsewhere = record.hosts.some(({ status }, host) => status === 'InProgress' && !isOf(zone, host))
  hold('one zone at a time', !elsewhere, () => `${id} runs hosts of two zones`)
  return zone
}

/** Whether fewer hosts of a zone are healthy than must be, although all of them were tried: none was in service before. */
export function isZoneShort({ spec, hosts }: DeploymentRecord): boolean {
  if (spec.zones === undefined) return false
  return zonesOf(spec.zones).some(({ from, hosts: count, minimum }) => {
    const mine = hosts.slice(from, from + count)
    const succeeded = mine.filter(({ status }) => status === 'Succeeded').length
    return mine.every(({ status }) => status === 'Succeeded' || status === 'Failed') && succeeded < minimum
  })
}
