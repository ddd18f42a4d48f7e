/**
 * By zones: hosts of one zone at a time, each zone keeps its own minimum, and nothing starts while it bakes.
 * Hosts that failed in an earlier deployment serve nobody: they take nothing from the minimum of their zone. Source: facts sections 3.3 and 3.4.
 */
import type { DeploymentSpec } from '@sluice/model'
import { hold } from './broken.ts'
import type { DeploymentRecord } from './deployment-record.ts'

interface Zone {
  from: number
  hosts: number
  minimum: number
}

export function checkZone(record: DeploymentRecord, targets: readonly number[]): void {
  const { spec } = record
  if (spec.zones === undefined) return
  const zones = zonesOf(spec.zones)
  const id = spec.deploymentId
  hold('nothing starts while it bakes', record.status !== 'Baking', () => `${id} starts hosts while it bakes`)
  const at = zones.findIndex(({ from, hosts }) => targets.every((host) => host >= from && host < from + hosts))
  const zone = zones[at]
  hold('one zone at a time', zone !== undefined, () => `${id} starts ${targets.join()}, which is more than a zone`)
  const statuses = record.hosts.map(({ status }) => status)
  const elsewhere = statuses.filter(
    (status, host) => status === 'InProgress' && (host < zone.from || host >= zone.from + zone.hosts),
  )
  hold('one zone at a time', elsewhere.length === 0, () => `${id} runs hosts of two zones`)
  checkZoneHealth(record, targets, zone)
}

function checkZoneHealth({ spec, hosts, out }: DeploymentRecord, targets: readonly number[], zone: Zone): void {
  const id = spec.deploymentId
  const mine = hosts
    .slice(zone.from, zone.from + zone.hosts)
    .map(({ status }, place) => ({ status, host: zone.from + place }))
  const isLeft = mine.some(({ status, host }) => out.has(host) && (status === 'Pending' || status === 'InProgress'))
  const failed = mine.filter(({ status }) => status === 'Failed').length
  const running = mine.filter(({ status }) => status === 'InProgress').length + targets.length
  const waiting = mine.filter(
    ({ status, host }) => status === 'Pending' && out.has(host) && !targets.includes(host),
  ).length
  const healthy = zone.hosts - failed - running - waiting
  hold(
    'health minimum of a zone',
    healthy >= zone.minimum || targets.every((host) => out.has(host)),
    () => `${id} leaves ${healthy} healthy in the zone of ${spec.targets[zone.from]}, not ${zone.minimum}`,
  )
  const most = Math.max(isLeft ? 1 : 0, zone.hosts - failed - zone.minimum)
  hold('never more than k at a time', running <= most, () => `${id} runs ${running} of a zone at a time, not ${most}`)
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

function zonesOf({ zones, minimumHealthyHostsPerZone }: NonNullable<DeploymentSpec['zones']>): Zone[] {
  const { type, value } = minimumHealthyHostsPerZone ?? { type: 'HOST_COUNT', value: 0 }
  let next = 0
  return zones.map(({ hosts }) => {
    const from = next
    next += hosts
    return { from, hosts, minimum: type === 'HOST_COUNT' ? value : Math.ceil((hosts * value) / 100) }
  })
}
