/** The checklist of an approval: each line computed, with its time where it has one. Source: `ui.md` section 5. */
import {
  inPlaceEvents,
  type ApprovalCheck,
  type DeploymentTarget,
  type LifecycleEvent,
  type TargetStatus,
} from '@sluice/model'
import { isoTime } from '../../queries/random-ids.ts'
import type { Fleet, Moment } from './moment.ts'

export function checksOf(moment: Moment): ApprovalCheck[] {
  return [
    replacementHealthy(moment),
    sameCapacity(moment),
    hooksPassed(moment),
    testListener(moment),
    bundleUnchanged(moment),
    originalHealthy(moment),
  ]
}

export const hasFailed = (checks: readonly ApprovalCheck[]): boolean => checks.some(({ state }) => state === 'failed')

/** Since when all of them have been healthy, ms since the epoch. */
export function healthySince({ members }: Fleet): number | undefined {
  if (members.length === 0 || members.some(({ healthy }) => !healthy)) return undefined
  return Math.max(...members.map(({ since }) => since ?? 0))
}

function replacementHealthy({ replacement, deployment }: Moment): ApprovalCheck {
  if (deployment.blueGreen.kind === 'trafficBack' && deployment.blueGreen.trafficMovedAt !== undefined)
    return { name: 'replacementHealthy', state: 'ok', sentence: 'The replacement hosts are out of traffic again.' }
  return { name: 'replacementHealthy', ...healthOf(replacement, 'replacement', 'failed') }
}

/** Traffic may be moved away from a sick original: that is a reason to hurry, and a bad way back. */
function originalHealthy({ original, deployment }: Moment): ApprovalCheck {
  if (original.members.length === 0)
    return { name: 'originalHealthy', state: 'ok', sentence: 'There is no original fleet: this is the first one.' }
  if (deployment.blueGreen.kind === 'forward' && deployment.blueGreen.trafficMovedAt !== undefined)
    return {
      name: 'originalHealthy',
      state: 'ok',
      sentence: 'The original hosts are out of traffic and not checked now.',
    }
  return { name: 'originalHealthy', ...healthOf(original, 'original', 'warning') }
}

function healthOf(fleet: Fleet, side: string, otherwise: 'warning' | 'failed') {
  const { members } = fleet
  const since = healthySince(fleet)
  if (since !== undefined)
    return { state: 'ok' as const, sentence: `All ${hosts(members.length, side)} healthy.`, at: isoTime(since) }
  const sick = members.filter(({ healthy }) => !healthy)
  const [first] = sick
  const example = first === undefined ? '' : ` (${first.targetId}: ${first.reason})`
  return {
    state: otherwise,
    sentence: `${members.length - sick.length} of ${hosts(members.length, side)} healthy${example}.`,
  }
}

function sameCapacity(moment: Moment): ApprovalCheck {
  const [before, after] = [moment.original.members.length, moment.replacement.members.length - missing(moment).size]
  const name = 'sameCapacity'
  const without = notComing(moment)
  if (before === 0 && without === '')
    return { name, state: 'ok', sentence: `The first fleet of this group has ${count(after)}.` }
  if (before === after)
    return { name, state: 'ok', sentence: `Same capacity: ${count(after)} on both sides${without}.` }
  if (before === 0) return { name, state: 'warning', sentence: `The first fleet has ${count(after)}${without}.` }
  const word = after < before ? 'Less' : 'More'
  return { name, state: 'warning', sentence: `${word} capacity: ${count(after)} instead of ${before}${without}.` }
}

/** Replacement hosts that will not serve: what was planned is not what users get. */
function missing({ targets, replacement, deployment }: Moment): Set<string> {
  if (deployment.blueGreen.kind === 'trafficBack') return new Set()
  const names = new Set(replacement.members.map(({ targetId }) => targetId))
  const lost = targets.filter(({ targetId, status }) => names.has(targetId) && doesNotCome[status])
  return new Set(lost.map(({ targetId }) => targetId))
}

const doesNotCome: Readonly<Record<TargetStatus, boolean>> = {
  Pending: true,
  Failed: true,
  Skipped: true,
  Unknown: true,
  InProgress: false,
  Ready: false,
  Succeeded: false,
}

function notComing(moment: Moment): string {
  const { size } = missing(moment)
  if (size === 0) return ''
  return `: ${size} replacement ${size === 1 ? 'host does' : 'hosts do'} not come`
}

function hooksPassed(moment: Moment): ApprovalCheck {
  const { targets, replacement } = moment
  const names = new Set(replacement.members.map(({ targetId }) => targetId))
  const own = targets.filter(({ targetId }) => names.has(targetId))
  const failed = own.map(installation).filter((events) => events.some(({ status }) => status === 'Failed')).length
  const lost = missing(moment)
  const events = own.filter(({ targetId }) => !lost.has(targetId)).flatMap(installation)
  const done = events.filter(({ status }) => status === 'Succeeded' || status === 'Skipped')
  const at = events
    .flatMap(({ endTime }) => endTime ?? [])
    .toSorted()
    .at(-1)
  const name = 'hooksPassed'
  if (failed > 0)
    return { name, state: 'failed', sentence: `The installation failed on ${failed} of ${count(names.size)}.` }
  const sentence = `${done.length} of ${events.length} lifecycle events passed on ${count(names.size - lost.size)}${notComing(moment)}.`
  return { name, state: done.length === events.length ? 'ok' : 'failed', sentence, ...(at !== undefined && { at }) }
}

/** When traffic goes back nothing is installed, and all of these are skipped. */
const installation = ({ lifecycleEvents }: DeploymentTarget): LifecycleEvent[] =>
  lifecycleEvents.filter(({ lifecycleEventName }) => inPlaceEvents.some((event) => event === lifecycleEventName))

/** That it listens is not enough: somebody must be there to answer, as long as the replacement is the one who does. */
function testListener({ balancers, replacement, deployment }: Moment): ApprovalCheck {
  const name = 'testListener'
  const troubled = balancers.find(({ trouble, observed }) => trouble !== undefined || observed === undefined)
  if (troubled !== undefined)
    return { name, state: 'failed', sentence: `${troubled.name}: ${troubled.trouble ?? 'nothing is known of it yet'}.` }
  const listeners = balancers.flatMap(({ observed }) => observed?.listeners.filter(({ kind }) => kind === 'test') ?? [])
  const deaf = listeners.find(({ error }) => error !== undefined)
  if (deaf !== undefined)
    return { name, state: 'failed', sentence: `The test listener does not listen: ${deaf.error}.` }
  const [first] = listeners
  if (first === undefined)
    return { name, state: 'warning', sentence: 'There is no test listener: nobody can try the replacement before.' }
  if (deployment.blueGreen.step === 'ready' && !replacement.members.some(({ healthy }) => healthy))
    return {
      name,
      state: 'failed',
      sentence: `Nobody answers at the test listener, ${first.url}: no replacement host is healthy.`,
    }
  return { name, state: 'ok', sentence: `The test listener answers at ${first.url}.` }
}

function bundleUnchanged({ bundleSha256, spec: { revision } }: Moment): ApprovalCheck {
  const name = 'bundleUnchanged'
  if (bundleSha256 === revision.sha256)
    return { name, state: 'ok', sentence: `The bundle of ${revision.name} is the one that was installed.` }
  const { bucket, key } = revision.location.s3Location
  const what = bundleSha256 === undefined ? 'is gone' : 'was uploaded anew since'
  return {
    name,
    state: 'failed',
    sentence: `The bundle at ${bucket}/${key} ${what}: the replacement runs the bytes of before.`,
  }
}

const count = (number: number): string => (number === 1 ? '1 host' : `${number} hosts`)
const hosts = (number: number, side: string): string =>
  number === 1 ? `1 ${side} host is` : `${number} ${side} hosts are`
