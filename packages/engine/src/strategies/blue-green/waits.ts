/** The waits of a blue/green deployment: for new hosts, for people, and for hosts that end. Each has a clock. */
import { limits, type BlueGreenSpec } from '@sluice/model'
import type { Deployment } from '../../deployment/deployment-state.ts'
import { add, type Draft } from '../../deployment/draft.ts'
import { retiredNames } from '../../deployment/fleet-commands.ts'
import { isOpen, type Progress } from '../../deployment/progress.ts'
import { windUp } from '../../deployment/wind-up.ts'
import { clockTime, inWords } from '../../words.ts'

/** How long it waits for people before the reroute; 0 for not at all. */
export function readyWaitMinutes({ readyWait }: BlueGreenSpec): number {
  if (readyWait === undefined) return 0
  if (readyWait.minutes > 0) return readyWait.minutes
  return readyWait.atItsEnd === 'STOP_DEPLOYMENT' ? limits.readyWaitMinutes : 0
}

/** Ends what is waited for, too: nobody is asked any more. */
export function windUpBlueGreen(draft: Draft): void {
  const { at, progress, stop } = draft
  const by = stop === undefined ? {} : { by: stop.by }
  if (isOpen(progress?.provisioning)) add(draft, { v: 1, at, type: 'ProvisioningEnded' })
  if (isOpen(progress?.ready))
    add(draft, { v: 1, at, type: 'ReadyWaitEnded', how: stop === undefined ? 'deadline' : 'stopped', ...by })
  if (isOpen(progress?.termination)) add(draft, { v: 1, at, type: 'TerminationWaitEnded', ...by })
  windUp(draft)
}

export function failProvisioning(draft: Draft, why: string): void {
  const { at } = draft
  const message = `The replacements could not be provisioned: ${why}`
  add(draft, { v: 1, at, type: 'SchedulingEnded', error: { code: 'INSTANCE_PROVISIONING_FAILED', message } })
  windUpBlueGreen(draft)
}

/** Takes in which waits are over; what follows from it is the flow's. */
export function ring(draft: Draft): void {
  const { at, progress, spec } = draft
  if (progress === undefined) return
  const limit = spec.clocks.eventLimitSeconds
  const rung = rings(progress, limit * 1000).filter((wait) => wait.at <= at)
  for (const { wait } of rung) {
    if (wait === 'provisioning') failProvisioning(draft, `they were not there within ${inWords(limit)}.`)
    else if (wait === 'ready') endReadyWait(draft)
    else if (wait === 'termination') add(draft, { v: 1, at, type: 'TerminationWaitEnded' })
    else giveUpRetiring(draft, progress, limit)
  }
}

export function nextRing({ progress, spec }: Deployment): number | undefined {
  if (progress === undefined) return undefined
  const next = Math.min(...rings(progress, spec.clocks.eventLimitSeconds * 1000).map(({ at }) => at))
  return next === Infinity ? undefined : next
}

type Wait = 'provisioning' | 'ready' | 'termination' | 'retiring'

/** Making and ending hosts takes at most as long as a lifecycle event. */
function rings({ provisioning, ready, termination, retiring }: Progress, limit: number): { wait: Wait; at: number }[] {
  const open: { wait: Wait; at: number }[] = []
  if (provisioning && isOpen(provisioning)) open.push({ wait: 'provisioning', at: provisioning.since + limit })
  if (ready && isOpen(ready)) open.push({ wait: 'ready', at: ready.until })
  if (termination && isOpen(termination)) open.push({ wait: 'termination', at: termination.until })
  if (retiring && isOpen(retiring)) open.push({ wait: 'retiring', at: retiring.since + limit })
  return open
}

function endReadyWait(draft: Draft): void {
  const { at, spec, progress } = draft
  if (spec.blueGreen?.readyWait?.atItsEnd === 'CONTINUE_DEPLOYMENT')
    return add(draft, { v: 1, at, type: 'ReadyWaitEnded', how: 'continued' })
  const message = `Nobody rerouted the traffic before ${clockTime(progress?.ready?.until ?? at)} UTC.`
  add(draft, { v: 1, at, type: 'SchedulingEnded', error: { code: 'MANUAL_STOP', message } })
  windUpBlueGreen(draft)
}

function giveUpRetiring(draft: Draft, { retiring }: Progress, limit: number): void {
  const message = `no answer within ${inWords(limit)}`
  const names = retiring === undefined ? [] : retiredNames(draft.deployment, retiring)
  const notRetired = names.map((targetId) => ({ targetId, message }))
  add(draft, { v: 1, at: draft.at, type: 'RetireEnded', notRetired })
}
