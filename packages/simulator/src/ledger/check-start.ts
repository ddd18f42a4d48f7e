/** Hosts start in the planned order, only when enough others stay healthy, and then at once. Source: facts sections 3.2 to 3.4. */
import { hold } from './broken.ts'
import { checkZone } from './check-zone.ts'
import { isDraining, type DeploymentRecord, type StageRecord } from './deployment-record.ts'
import { fleetRoom, isRoomFor, zoneOf, zoneRoom, type Room } from './room.ts'

export function checkStart(record: DeploymentRecord, targets: readonly number[]): void {
  const { spec, stage, hosts, out } = record
  const id = spec.deploymentId
  hold('nothing starts after a stop', !isDraining(record), () => `${id} starts hosts while it winds up`)
  hold('nothing starts while held', !record.isHeld, () => `${id} starts hosts while it is held`)
  const planned = nextPending(stage, targets.length).join()
  const told = targets.join()
  hold('hosts start in the planned order', planned === told, () => `${id} starts ${told}, planned are ${planned}`)
  for (const host of targets) {
    const status = hosts[host]?.status
    const isNew = status === 'Pending' || (status === 'Ready' && stage.name === 'reroute')
    hold('monotonic statuses', isNew, () => `${spec.targets[host]} starts while ${status}`)
  }
  const zone = checkZone(record, targets)
  const taken = targets.filter((host) => !out.has(host)).length
  checkRoom('health minimum', fleetRoom(record, targets[0] ?? 0), targets.length, taken, id)
  if (zone !== undefined)
    checkRoom(
      'health minimum of a zone',
      zoneRoom(record, zone),
      targets.length,
      taken,
      `${id}, ${spec.targets[zone.from]}`,
    )
}

/** `taken` of those that start were in service. */
function checkRoom(
  rule: string,
  { size, minimum, healthy, running, most }: Room,
  start: number,
  taken: number,
  id: string,
) {
  const left = healthy - taken
  hold(rule, taken === 0 || left >= minimum, () => `${id} leaves ${left} of ${size} healthy; ${minimum} must stay`)
  const all = running + start
  hold('never more than k at a time', all <= most, () => `${id} runs ${all} at a time, not ${most}`)
}

/** A free slot is filled at once: nothing waits that may go on. */
export function checkNothingWaits(record: DeploymentRecord): void {
  const { stage, spec } = record
  if (record.status !== 'InProgress' || record.isHeld || isDraining(record)) return
  if (record.provisioning || record.termination || record.retiring !== undefined) return
  if (!record.stages.has(stage.name) || startsLater(record)) return
  const waiting = () => `${spec.deploymentId}: ${spec.targets[nextPending(stage, 1)[0] ?? -1]} waits for nothing`
  hold('a free slot is filled at once', !mayStartNext(record), waiting)
}

/** By zones a zone waits for the end of the one before. */
export function mayStartNext(record: DeploymentRecord): boolean {
  const { stage, spec, out } = record
  const [next] = nextPending(stage, 1)
  if (next === undefined) return false
  const zone = zoneOf(spec, next)
  if (zone !== undefined && record.hosts.slice(0, zone.from).some(({ status }) => status === 'InProgress')) return false
  const rooms = [fleetRoom(record, next), ...(zone ? [zoneRoom(record, zone)] : [])]
  return rooms.every((room) => isRoomFor(room, out.has(next)))
}

/** One decision starts at most so many; the next follows at once. */
function startsLater({ stage }: DeploymentRecord): boolean {
  return stage.queue.length > 500
}

function nextPending({ queue, pending }: StageRecord, count: number): readonly number[] {
  const from = queue.length - pending
  return queue.slice(from, from + count)
}
