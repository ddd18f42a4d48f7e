/**
 * How a blue/green deployment goes on, read off what has happened: what is due next follows from the stages and waits that have
 * ended, so that any decision may ask again at any time.
 */
import type { BlueGreenSpec, DeploymentSpec, ErrorInformation } from '@sluice/model'
import { isDraining } from '../../deployment/deployment-state.ts'
import { add, statusOf, type Draft } from '../../deployment/draft.ts'
import { endDrained, endSucceeded, firstToFail, healthError, skipUnfinished } from '../../deployment/ending.ts'
import { target } from '../../deployment/fleet.ts'
import { isOpen, type Progress } from '../../deployment/progress.ts'
import { counted } from '../../words.ts'
import { rollOn } from '../rolling.ts'
import { atTheEnd, giveBack, leftOver, withLeftOver } from './giving-back.ts'
import { readyWaitMinutes, windUpBlueGreen } from './waits.ts'

export function goOn(draft: Draft): void {
  const { progress, spec } = draft
  const { blueGreen } = spec
  if (progress === undefined || blueGreen === undefined) return
  if (isDraining(draft)) return drain(draft, progress)
  if (isWaiting(progress)) return
  if (progress.stage === undefined) return begin(draft, progress, blueGreen)
  if (progress.stage === 'block' && draft.counts.failed > 0) return fail(draft, blockError(draft))
  const came = rollOn(draft)
  if (came === 'failed') fail(draft, healthError(draft))
  else if (came === 'succeeded') afterStage(draft, progress, blueGreen)
}

function isWaiting({ provisioning, ready, termination, retiring }: Progress): boolean {
  return [provisioning, ready, termination, retiring].some(isOpen)
}

function begin(draft: Draft, { provisioning }: Progress, { kind, provision }: BlueGreenSpec): void {
  if (kind === 'trafficBack') return beginStage(draft, 'reroute')
  if (provision === undefined || provisioning !== undefined) return beginStage(draft, 'install')
  add(draft, { v: 1, at: draft.at, type: 'ProvisioningBegan' })
}

function afterStage(draft: Draft, progress: Progress, blueGreen: BlueGreenSpec): void {
  const minutes = readyWaitMinutes(blueGreen)
  if (progress.stage === 'install' && minutes > 0 && progress.ready === undefined)
    return add(draft, { v: 1, at: draft.at, type: 'ReadyWaitBegan', until: draft.at + minutes * 60_000 })
  if (progress.stage === 'install') return beginStage(draft, 'reroute')
  if (progress.stage === 'reroute' && blueGreen.receiving < draft.spec.targets.length) return beginStage(draft, 'block')
  afterMove(draft, progress, blueGreen)
}

/** All users are on the receiving fleet: now the other one is ended, at once or after a wait, or kept. */
function afterMove(draft: Draft, { trafficMovedAt, termination, retiring }: Progress, blueGreen: BlueGreenSpec): void {
  const { at, spec } = draft
  if (trafficMovedAt === undefined) add(draft, { v: 1, at, type: 'TrafficMoved' })
  if (retiring !== undefined) return endSucceeded(draft)
  if (!endsLeavingFleet(spec)) return giveBack(draft, leftOver(draft)) ? undefined : endSucceeded(draft)
  const { waitMinutes } = blueGreen.originals
  if (blueGreen.kind === 'forward' && waitMinutes > 0 && termination === undefined)
    return add(draft, { v: 1, at, type: 'TerminationWaitBegan', until: at + waitMinutes * 60_000 })
  giveBack(draft, { fleet: 'leaving', terminate: true, ...withLeftOver(draft) })
}

/** Forward, the originals if that is wanted; when traffic has gone back, the replacements if we made them. */
export function endsLeavingFleet({ blueGreen, targets }: DeploymentSpec): boolean {
  if (blueGreen === undefined || blueGreen.receiving >= targets.length) return false
  return blueGreen.kind === 'forward' ? blueGreen.originals.action === 'TERMINATE' : blueGreen.provision !== undefined
}

function beginStage(draft: Draft, stage: 'install' | 'reroute' | 'block'): void {
  add(draft, { v: 1, at: draft.at, type: 'StageBegan', stage, targets: hostsOf(draft, stage) })
  goOn(draft)
}

/** Once a stage: those of its side that have not failed before. */
function hostsOf(draft: Draft, stage: 'install' | 'reroute' | 'block'): number[] {
  const { receiving } = draft.deployment.sides
  const [from, until] = stage === 'block' ? [receiving, draft.spec.targets.length] : [0, receiving]
  return Array.from({ length: until - from }, (_, index) => from + index).filter(
    (host) => statusOf(draft, host) !== target.Failed,
  )
}

function fail(draft: Draft, error: ErrorInformation): void {
  add(draft, { v: 1, at: draft.at, type: 'SchedulingEnded', error })
  windUpBlueGreen(draft)
  goOn(draft)
}

/** An original that could not be taken out of traffic fails the whole. Source: facts section 7.4. */
function blockError(draft: Draft): ErrorInformation {
  const side = draft.spec.blueGreen?.kind === 'forward' ? 'original' : 'replacement'
  const message = `${counted(draft.counts.failed, side)} could not be taken out of traffic.${firstToFail(draft)}`
  return { code: 'HEALTH_CONSTRAINTS', message }
}

/** Nothing runs any more: hosts that get no traffic are given back, then it ends. */
function drain(draft: Draft, progress: Progress): void {
  if (draft.counts.inFlight > 0 || isOpen(progress.retiring)) return
  const { at } = draft
  skipUnfinished(draft)
  if (progress.retiring?.side === 'leaving' && progress.trafficMovedAt === undefined)
    add(draft, { v: 1, at, type: 'TrafficMoved' })
  const isGivingBack = progress.retiring === undefined && giveBack(draft, atTheEnd(draft))
  if (!isGivingBack) endDrained(draft)
}
