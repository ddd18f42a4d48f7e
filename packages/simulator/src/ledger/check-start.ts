/** Hosts start in the planned order, and only when enough others stay healthy. Source: facts sections 3.2 to 3.4. */
import { hold } from './broken.ts'
import { isDraining, type DeploymentRecord, type StageRecord } from './deployment-record.ts'
import { checkZone } from './check-zone.ts'

export function checkStart(record: DeploymentRecord, targets: readonly number[]): void {
  const { spec, stage, hosts } = record
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
  checkHealth(record, targets)
  checkZone(record, targets)
}

/**
 * Those that were in service leave the minimum in service. Those that failed in an earlier deployment serve nobody: they are tried
 * as many at once as may be updated, and one at a time where none may be.
 */
function checkHealth(record: DeploymentRecord, targets: readonly number[]): void {
  const { spec, stage } = record
  const id = spec.deploymentId
  const taken = targets.filter((host) => !record.out.has(host)).length
  const healthy = inService(record) - taken
  const keeps = taken === 0 || healthy >= stage.minimum
  hold(
    'health minimum',
    keeps,
    () => `${id} leaves ${healthy} of ${stage.queue.length} healthy; ${stage.minimum} must stay`,
  )
  const running = stage.inFlight + targets.length
  const most = mostAtOnce(record)
  hold('never more than k at a time', running <= most, () => `${id} runs ${running} at a time, not ${most}`)
}

/** A free slot is filled at once: nothing waits that may go on. */
export function checkNothingWaits(record: DeploymentRecord): void {
  const { stage, spec, out } = record
  if (record.status !== 'InProgress' || record.isHeld || isDraining(record) || spec.zones !== undefined) return
  if (record.provisioning || record.termination || record.retiring !== undefined || stage.pending === 0) return
  if (!record.stages.has(stage.name) || startsLater(record)) return
  const [next = -1] = nextPending(stage, 1)
  const mayStart = stage.inFlight < mostAtOnce(record) && (out.has(next) || inService(record) > stage.minimum)
  hold(
    'a free slot is filled at once',
    !mayStart,
    () => `${spec.deploymentId}: ${spec.targets[next]} waits for nothing`,
  )
}

/** One decision starts at most so many; the next follows at once. */
function startsLater({ stage }: DeploymentRecord): boolean {
  return stage.queue.length > 500
}

function nextPending({ queue, pending }: StageRecord, count: number): readonly number[] {
  const from = queue.length - pending
  return queue.slice(from, from + count)
}

function mostAtOnce({ stage, out, hosts }: DeploymentRecord): number {
  const isLeft = [...out].some((host) => hosts[host]?.status === 'Pending' || hosts[host]?.status === 'InProgress')
  return Math.max(isLeft ? 1 : 0, stage.queue.length - stage.failed - stage.minimum)
}

/** Hosts of the stage that neither failed, now or before, nor are being updated. */
function inService({ stage, out, hosts }: DeploymentRecord): number {
  let outLeft = 0
  for (const host of out) if (hosts[host]?.status === 'Pending') outLeft += 1
  return stage.queue.length - stage.failed - stage.inFlight - outLeft
}
