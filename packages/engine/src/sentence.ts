/**
 * The sentence: one line in plain words, always true, on top of the live view, in the title and in notices.
 * Subject, verb, number, consequence. Only facts of this deployment: what a rollback came to is told by the rollback.
 */
import { assertNever, type SentencePart } from '@sluice/model'
import { atOnce } from './minimum-healthy.ts'
import { totalSecondsOf } from './deployment/clocks.ts'
import type { Counts } from './deployment/counts.ts'
import type { Deployment, Life } from './deployment/deployment-state.ts'
import { isBaking } from './deployment/zoning.ts'
import { automaticRollback } from './rollback.ts'
import { busy, failures, ignored, list, silence, strong, text, time } from './sentence-parts.ts'
import { blueGreenSentence } from './strategies/blue-green/sentence.ts'
import {
  bakingWords,
  decisiveZone,
  failuresLeftOf,
  heldBake,
  isLostOf,
  isTryingOn,
  zonePace,
} from './strategies/in-place/zone-words.ts'
import { failedByZone, inZones, zoneFailure } from './strategies/in-place/zones.ts'
import {
  capitalised,
  everyHost,
  hosts,
  inWords,
  nextTooFew,
  noneOr,
  notStarted,
  number,
  stopwatch,
  tooFew,
  updatedOf,
} from './words.ts'

export function sentenceOf(deployment: Deployment): SentencePart[] {
  const { progress } = deployment
  const parts = progress === undefined ? partsOf(deployment) : blueGreenSentence(deployment, progress)
  return parts.filter((part) => part.kind === 'time' || part.text !== '')
}

function partsOf(deployment: Deployment): SentencePart[] {
  const { life } = deployment
  switch (life.status) {
    case 'Created':
      return [text(`Created for ${hosts(deployment.counts.total)}. Nothing has started yet.`)]
    case 'InProgress':
    case 'Baking':
    case 'Ready':
      return running(deployment)
    case 'Succeeded':
      return [
        text(`${succeeded(deployment, life)}${ignored(deployment)}${takenBack(deployment)}${discarded(deployment)}`),
      ]
    case 'Failed':
      return [text(`${failed(deployment, life)}${takenBack(deployment)}${discarded(deployment)}`)]
    case 'Stopped':
      return stopped(deployment)
    default:
      return assertNever(life, 'life of a deployment')
  }
}

type Ended = Extract<Life, { endedAt: number }>

function running(deployment: Deployment): SentencePart[] {
  if (deployment.ending !== undefined) return failing(deployment)
  if (deployment.stop !== undefined) return stopping(deployment, deployment.stop)
  if (deployment.held !== undefined) return held(deployment, deployment.held)
  const lead = isBaking(deployment.zoning) ? bakingWords(deployment) : [text(`${installing(deployment)} `)]
  return [
    ...lead,
    strong(progress(deployment)),
    text(`${silence(deployment)}${busy(deployment)} ${consequence(deployment)}`),
  ]
}

/** "Installing on 2 of 6 hosts at a time." */
function installing(deployment: Deployment): string {
  const { counts, minimum, spec } = deployment
  const verb = spec.rollbackOf === undefined ? 'Installing on' : `Rolling back ${spec.rollbackOf.deploymentId} on`
  if (counts.total === 1) return `${verb} ${spec.targets[0] ?? '1 host'}.`
  const zone = zonePace(deployment)
  if (zone !== undefined) return `${verb} ${zone}`
  if (minimum === 0) return `${verb} ${everyHost(counts.total)} at once.`
  return `${verb} ${number(atOnce(counts, minimum))} of ${hosts(counts.total)} at a time.`
}

/** "2 done, 2 running, none failed." */
function progress({ counts }: Deployment): string {
  return list([`${noneOr(counts.succeeded)} done`, `${noneOr(counts.inFlight)} running`, failures(counts)])
}

/** "2 more failures stop it." */
function consequence(deployment: Deployment): string {
  const { counts } = deployment
  const left = failuresLeftOf(deployment)
  if (left >= counts.pending + counts.inFlight) return 'No failure can stop it now.'
  if (counts.total === 1) return 'It must succeed.'
  if (isLostOf(deployment))
    return 'It will fail: too few hosts can be healthy. Those that failed before are still tried.'
  // While some wait that were out of service, the failure that decides it is not yet its end: all of those are tried.
  const verb = isTryingOn(deployment) ? 'fail' : 'stop'
  const where = decisiveZone(deployment)
  return left === 0 ? `One more failure${where} ${verb}s it.` : `${number(left + 1)} more failures${where} ${verb} it.`
}

function held(deployment: Deployment, { by, since }: { by: string; since: number }): SentencePart[] {
  const { pending } = deployment.counts
  const waiting = pending === 1 ? '1 host waits' : `${number(pending)} hosts wait`
  return [
    text(`Held by ${by} since `),
    time(since),
    text('. '),
    ...heldBake(deployment),
    strong(progress(deployment)),
    text(`${silence(deployment)}${busy(deployment)} ${waiting} until someone continues.`),
  ]
}

function stopping(deployment: Deployment, { by, at }: { by: string; at: number }): SentencePart[] {
  return [
    text(`Stopping, asked by ${by} at `),
    time(at),
    text('. '),
    strong(windingUp(deployment)),
    text(`${silence(deployment)}${rollbackAhead(deployment, 'Stopped')}`),
  ]
}

/** "Failing: not finished within 8 hours." Only the time ends a deployment's scheduling before its hosts do. */
function failing(deployment: Deployment): SentencePart[] {
  return [
    text(`Failing: ${notFinished(deployment)}. `),
    strong(windingUp(deployment)),
    text(`${silence(deployment)}${rollbackAhead(deployment, 'Failed')}`),
  ]
}

/** "1 updated, 1 finishing its event, 1 left part-way, none failed, 3 untouched." */
function windingUp({ counts, leftPartWay }: Deployment): string {
  const finishing = `${noneOr(counts.inFlight)} finishing ${counts.inFlight === 1 ? 'its event' : 'their events'}`
  return list([`${noneOr(counts.succeeded)} updated`, finishing, ...left(counts, leftPartWay)])
}

function left(counts: Counts, leftPartWay: number): string[] {
  const untouched = counts.skipped - leftPartWay
  return [`${noneOr(leftPartWay)} left part-way`, failures(counts), `${noneOr(untouched)} untouched`]
}

/** " Then it is rolled back to storefront-1.0.", or why it is not although somebody asked for it. */
function rollbackAhead(deployment: Deployment, status: 'Failed' | 'Stopped'): string {
  const rollback = automaticRollback(deployment, status)
  if (rollback === undefined) return ''
  if (rollback.deploymentId === undefined) return ` ${rollback.message}`
  return ` Then it is rolled back to ${deployment.fallback?.revision.name ?? 'the last success'}.`
}

/** "Succeeded on all 4 hosts in 0:19." */
function succeeded({ counts, spec }: Deployment, life: Ended): string {
  const took = stopwatch(life.endedAt - (life.startedAt ?? life.endedAt))
  if (counts.total === 1) return `Succeeded on ${spec.targets[0] ?? 'the one host'} in ${took}.`
  if (counts.failed === 0) return `Succeeded on ${everyHost(counts.total)} in ${took}.`
  return `Succeeded on ${number(counts.succeeded)} of ${hosts(counts.total)} in ${took}; ${number(counts.failed)} failed.`
}

/** "Failed: 1 of 4 hosts failed and 3 must stay healthy, so no further host may be taken out of service: 1 host was not started." */
function failed(deployment: Deployment, { startedAt, error }: Ended): string {
  const { counts, minimum, spec } = deployment
  if (startedAt === undefined) return `Failed before it touched a host. ${error?.message ?? ''}`
  if (error?.code === 'TIMEOUT') return `Failed: ${notFinished(deployment)}. ${capitalised(updatedOf(counts))}.`
  if (counts.total === 1) return `Failed: ${spec.targets[0] ?? 'a host'}, the only host, failed.`
  if (counts.failed === counts.total) return `Failed: ${everyHost(counts.total)} failed and at least one must succeed.`
  const of = inZones(deployment)
  if (of !== undefined && failedByZone(of)) return `Failed: ${zoneFailure(of)}${notStarted(counts.skipped)}.`
  return `Failed: ${tooFew(counts, minimum)}${nextTooFew(counts.skipped)}.`
}

function notFinished({ spec }: Deployment): string {
  return `not finished within ${inWords(totalSecondsOf(spec))}`
}

/** "Stopped by Dana. None updated, 2 left part-way, none failed, 2 untouched." */
function stopped(deployment: Deployment): SentencePart[] {
  const { counts, leftPartWay, stop } = deployment
  return [
    text(`Stopped by ${stop?.by ?? 'someone'}. `),
    strong(list([`${noneOr(counts.succeeded)} updated`, ...left(counts, leftPartWay)])),
    text(takenBack(deployment)),
  ]
}

/** " d-4FJ8TQ0ZC was started to roll it back to storefront-1.1, ..." or why nothing does. */
function takenBack({ takenBack }: Deployment): string {
  return takenBack === undefined ? '' : ` ${takenBack.message}`
}

/** " web-3 was discarded by the policy of storefront/production: the first deployment to it failed." */
function discarded({ discarded }: Deployment): string {
  return discarded === undefined ? '' : ` ${discarded}`
}
