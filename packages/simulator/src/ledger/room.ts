/**
 * How many hosts may be updated at once: in the whole fleet, and in a zone of its own. Hosts that failed in an earlier deployment
 * serve nobody: they are tried as many at once as may be updated, and one at a time where none may be. By zones those of later zones
 * wait, and are missing until then. Source: facts sections 3.3 and 3.4.
 */
import type { DeploymentSpec } from '@sluice/model'
import type { DeploymentRecord } from './deployment-record.ts'

export interface Room {
  size: number
  minimum: number
  running: number
  /** In service: they neither failed, now or before, nor are being updated. */
  healthy: number
  /** At most so many may run at a time. */
  most: number
}

export interface Zone {
  from: number
  hosts: number
  minimum: number
}

/** Where `next` is the next host that starts. */
export function fleetRoom({ stage, spec, out, hosts }: DeploymentRecord, next: number): Room {
  const zone = zoneOf(spec, next)
  const behind = zone === undefined ? Infinity : zone.from + zone.hosts
  const left = [...out].filter((host) => isLeft(hosts[host]?.status))
  const waiting = left.filter((host) => hosts[host]?.status === 'Pending').length
  const isTrying = left.some((host) => host < behind)
  const missing = left.filter((host) => host >= behind).length
  const size = stage.queue.length
  return {
    size,
    minimum: stage.minimum,
    running: stage.inFlight,
    healthy: size - stage.failed - stage.inFlight - waiting,
    most: Math.max(isTrying ? 1 : 0, size - stage.failed - missing - stage.minimum),
  }
}

export function zoneRoom({ hosts, out }: DeploymentRecord, { from, hosts: size, minimum }: Zone): Room {
  const mine = hosts.slice(from, from + size).map(({ status }, place) => ({ status, isOut: out.has(from + place) }))
  const [failed, running] = (['Failed', 'InProgress'] as const).map(
    (wanted) => mine.filter(({ status }) => status === wanted).length,
  ) as [number, number]
  const waiting = mine.filter(({ status, isOut }) => isOut && status === 'Pending').length
  const isTrying = mine.some(({ status, isOut }) => isOut && isLeft(status))
  return {
    size,
    minimum,
    running,
    healthy: size - failed - running - waiting,
    most: Math.max(isTrying ? 1 : 0, size - failed - minimum),
  }
}

const isLeft = (status: string | undefined): boolean => status === 'Pending' || status === 'InProgress'

/** Whether one more may start; one that is out of service takes nothing from the healthy ones. */
export function isRoomFor({ running, most, healthy, minimum }: Room, isOut: boolean): boolean {
  return running < most && (isOut || healthy > minimum)
}

/** Undefined without zones. */
export function zoneOf({ zones }: DeploymentSpec, host: number): Zone | undefined {
  return zones && zonesOf(zones).find(({ from, hosts }) => host >= from && host < from + hosts)
}

export function zonesOf({ zones, minimumHealthyHostsPerZone }: NonNullable<DeploymentSpec['zones']>): Zone[] {
  const { type, value } = minimumHealthyHostsPerZone ?? { type: 'HOST_COUNT', value: 0 }
  let next = 0
  return zones.map(({ hosts }) => {
    const from = next
    next += hosts
    return { from, hosts, minimum: type === 'HOST_COUNT' ? value : Math.ceil((hosts * value) / 100) }
  })
}
