/** By zones: hosts of one zone at a time, each zone keeps its own minimum, and nothing starts while it bakes. Source: facts section 3.4. */
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
  const mine = statuses.slice(zone.from, zone.from + zone.hosts)
  const away = mine.filter((status) => status === 'Failed' || status === 'InProgress').length + targets.length
  const healthy = zone.hosts - away
  hold(
    'health minimum of a zone',
    healthy >= zone.minimum,
    () => `${id} leaves ${healthy} in its zone ${at + 1}, not ${zone.minimum}`,
  )
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
