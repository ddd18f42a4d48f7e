/** Hosts start in the planned order, and only when enough others stay healthy. */
import { hold } from './broken.ts'
import { isDraining, type DeploymentRecord } from './deployment-record.ts'

export function checkStart(record: DeploymentRecord, targets: readonly number[]): void {
  const { spec, stage, hosts } = record
  const id = spec.deploymentId
  hold('nothing starts after a stop', !isDraining(record), () => `${id} starts hosts while it winds up`)
  hold('nothing starts while held', !record.isHeld, () => `${id} starts hosts while it is held`)
  const from = stage.queue.length - stage.pending
  const planned = stage.queue.slice(from, from + targets.length)
  hold(
    'hosts start in the planned order',
    planned.join() === targets.join(),
    () => `${id} starts ${targets.join()}, planned are ${planned.join()}`,
  )
  for (const host of targets) {
    const status = hosts[host]?.status
    const isNew = status === 'Pending' || (status === 'Ready' && stage.name === 'reroute')
    hold('monotonic statuses', isNew, () => `${spec.targets[host]} starts while ${status}`)
  }
  const healthy = stage.queue.length - stage.failed - stage.inFlight - targets.length
  hold(
    'health minimum',
    healthy >= stage.minimum,
    () => `${id} leaves ${healthy} healthy of ${stage.queue.length}; ${stage.minimum} must stay`,
  )
}

/** A free slot is filled at once: nothing waits that may go on. */
export function checkNothingWaits(record: DeploymentRecord): void {
  const { stage, spec } = record
  if (record.status !== 'InProgress' || record.isHeld || isDraining(record) || spec.zones !== undefined) return
  if (record.provisioning || record.termination || record.retiring !== undefined || stage.pending === 0) return
  if (!record.stages.has(stage.name)) return
  const free = stage.queue.length - stage.failed - stage.inFlight - stage.minimum
  hold(
    'a free slot is filled at once',
    free <= 0,
    () => `${spec.deploymentId} has ${free} free slots and ${stage.pending} hosts wait`,
  )
}
