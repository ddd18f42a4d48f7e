/** Takes a fact about hosts into a record, and breaks when it may not follow what was before it. */
import type { DeploymentEvent } from '@sluice/model'
import { hold } from './broken.ts'
import { checkStart } from './check-start.ts'
import type { DeploymentRecord, HostRecord } from './deployment-record.ts'

export type Fact<Type extends DeploymentEvent['type']> = Extract<DeploymentEvent, { type: Type }>

export function started(record: DeploymentRecord, { targets, at }: Fact<'TargetsStarted'>): void {
  checkStart(record, targets)
  const { stage } = record
  for (const target of targets) {
    const host = hostOf(record, target)
    host.status = 'InProgress'
    host.place = stage.first
    offer(host, at)
  }
  stage.pending -= targets.length
  stage.inFlight += targets.length
}

function offer(host: HostRecord, at: number): void {
  host.offeredAt = at
  host.isExcused = host.isSilent
}

export function granted(record: DeploymentRecord, { target, event, at }: Fact<'LifecycleEventGranted'>): void {
  const host = hostOf(record, target)
  const name = () => `${record.spec.targets[target]} ${record.events[event]}`
  hold(
    'a hook is granted once',
    host.events[event] === 'Pending',
    () => `${name()} is granted while ${host.events[event]}`,
  )
  hold(
    'only the current event is granted',
    isCurrent(host, event),
    () => `${name()} is granted, it is at ${host.place}`,
  )
  hold('a host that speaks is not silent', !host.isSilent, name)
  host.events[event] = 'InProgress'
  host.granted[event] = at
  if (host.granted.filter((time) => time !== undefined).length === 1) record.touched += 1
}

export function eventEnded(
  record: DeploymentRecord,
  { target, event, status, next, at }: Fact<'LifecycleEventEnded'>,
): void {
  const host = hostOf(record, target)
  const was = host.events[event]
  const name = () => `${record.spec.targets[target]} ${record.events[event]}`
  hold('monotonic statuses', was === 'Pending' || was === 'InProgress', () => `${name()} ends ${status} after ${was}`)
  hold('only the current event ends', isCurrent(host, event), () => `${name()} ends, it is at ${host.place}`)
  hold('no event ends well that was not granted', status !== 'Succeeded' || was === 'InProgress', name)
  host.events[event] = status
  host.ended[event] = at
  if (next === undefined) return
  hold(
    'events in their order',
    next === event + 1 && next <= record.stage.last,
    () => `${name()} is followed by ${next}`,
  )
  hold('after a stop no event starts', record.stop === undefined && record.ending === undefined, name)
  host.place = next
  offer(host, at)
}

export function went(record: DeploymentRecord, { target, type }: Fact<'TargetSucceeded' | 'TargetReady'>): void {
  const { stage } = record
  const host = hostOf(record, target)
  hold('monotonic statuses', host.status === 'InProgress', () => `${name(record, target)} passes while ${host.status}`)
  const left = host.events.slice(stage.first, stage.last + 1).filter((status) => status !== 'Succeeded')
  const isWhole = left.every((status) => status === 'Failed' && record.spec.ignoreApplicationStopFailures)
  hold(
    'a host passes with all its events',
    isWhole && isIgnorable(record, host),
    () => `${name(record, target)} passes with ${left.join(', ')}`,
  )
  host.status = type === 'TargetReady' ? 'Ready' : 'Succeeded'
  if (type === 'TargetSucceeded') skipPendingEvents(host)
  stage.inFlight -= 1
  stage.succeeded += 1
}

/** Only failures of what came with the previous revision are passed over. Source: facts section 6.7. */
function isIgnorable({ events }: DeploymentRecord, host: HostRecord): boolean {
  const ofPrevious = ['ApplicationStop', 'BeforeBlockTraffic', 'AfterBlockTraffic']
  return host.events.every((status, place) => status !== 'Failed' || ofPrevious.includes(events[place] ?? ''))
}

export function failed(record: DeploymentRecord, { target }: Fact<'TargetFailed'>): void {
  const host = hostOf(record, target)
  hold('monotonic statuses', host.status === 'InProgress', () => `${name(record, target)} fails while ${host.status}`)
  hold('a host fails with an event', host.events[host.place] === 'Failed', () => `${name(record, target)} has none`)
  host.status = 'Failed'
  skipPendingEvents(host)
  record.stage.inFlight -= 1
  record.stage.failed += 1
}

export function skip(record: DeploymentRecord, target: number): void {
  const { stage } = record
  const host = hostOf(record, target)
  const isOpen = host.status === 'Pending' || host.status === 'InProgress' || host.status === 'Ready'
  hold('monotonic statuses', isOpen, () => `${name(record, target)} is skipped while ${host.status}`)
  const isRunning = host.events.includes('InProgress')
  hold('what runs is not skipped', !isRunning, () => `${name(record, target)} runs an event`)
  const isOfStage = stage.queue.includes(target) && !(host.status === 'Ready' && stage.name === 'install')
  if (isOfStage) {
    if (host.status === 'InProgress') stage.inFlight -= 1
    else stage.pending -= 1
    stage.skipped += 1
  }
  host.status = 'Skipped'
  skipPendingEvents(host)
}

function skipPendingEvents(host: HostRecord): void {
  host.events = host.events.map((status) => (status === 'Pending' ? 'Skipped' : status))
}

const isCurrent = (host: HostRecord, event: number): boolean => host.status === 'InProgress' && host.place === event

const name = ({ spec }: DeploymentRecord, host: number): string => spec.targets[host] ?? `host ${host}`

export function hostOf({ hosts, spec }: DeploymentRecord, host: number): HostRecord {
  const found = hosts[host]
  hold('facts are about hosts of the deployment', found !== undefined, () => `${spec.deploymentId} has no host ${host}`)
  return found
}
