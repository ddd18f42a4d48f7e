/**
 * The sentence: one line in plain words, always true, on top of the live view, in the title and in notices.
 * Subject, verb, number, consequence. Only facts of this deployment: what a rollback came to is told by the rollback.
 */
import { assertNever, type SentencePart } from '@sluice/model'
import { atOnce, failuresLeft } from './minimum-healthy.ts'
import type { Deployment, Life } from './deployment/deployment-state.ts'
import { counted, hosts, inWords, instant, noneOr, number, stopwatch } from './words.ts'

export function sentenceOf(deployment: Deployment): SentencePart[] {
  const { life } = deployment
  switch (life.status) {
    case 'Created':
      return [text(`Created for ${hosts(deployment.counts.total)}. Nothing has started yet.`)]
    case 'InProgress':
      return running(deployment)
    case 'Succeeded':
      return [text(`${succeeded(deployment, life)}${ignored(deployment)}${takenBack(deployment)}`)]
    case 'Failed':
      return [text(`${failed(deployment, life)}${takenBack(deployment)}`)]
    case 'Stopped':
      return stopped(deployment)
    default:
      return assertNever(life, 'life of a deployment')
  }
}

type Ended = Extract<Life, { endedAt: number }>

function running(deployment: Deployment): SentencePart[] {
  if (deployment.ending !== undefined) return failing(deployment, deployment.ending.message)
  if (deployment.stop !== undefined) return stopping(deployment, deployment.stop)
  if (deployment.held !== undefined) return held(deployment, deployment.held)
  return [
    text(`${installing(deployment)} `),
    strong(progress(deployment)),
    text(`${silence(deployment)} ${consequence(deployment)}`),
  ]
}

/** "Installing on 2 of 6 hosts at a time." */
function installing({ counts, minimum, spec }: Deployment): string {
  const verb = spec.rollbackOf === undefined ? 'Installing on' : `Rolling back ${spec.rollbackOf.deploymentId} on`
  if (counts.total === 1) return `${verb} 1 host.`
  if (minimum === 0) return `${verb} all ${hosts(counts.total)} at once.`
  return `${verb} ${number(atOnce(counts, minimum))} of ${hosts(counts.total)} at a time.`
}

/** "2 done, 2 running, none failed." */
function progress({ counts }: Deployment): string {
  return `${noneOr(counts.succeeded)} done, ${noneOr(counts.inFlight)} running, ${noneOr(counts.failed)} failed.`
}

/** " No report from 1 running host." */
function silence({ clocks }: Deployment): string {
  const silent = clocks.silence.count
  return silent === 0 ? '' : ` No report from ${counted(silent, 'running host')}.`
}

/** "2 more failures stop it." */
function consequence({ counts, minimum }: Deployment): string {
  const left = failuresLeft(counts, minimum)
  if (left >= counts.pending + counts.inFlight) return 'No failure can stop it now.'
  return left === 0 ? 'One more failure stops it.' : `${number(left + 1)} more failures stop it.`
}

function held(deployment: Deployment, { by, since }: { by: string; since: number }): SentencePart[] {
  const { pending } = deployment.counts
  const waiting = pending === 1 ? '1 host waits' : `${number(pending)} hosts wait`
  return [
    text(`Held by ${by} since `),
    time(since),
    text('. '),
    strong(progress(deployment)),
    text(`${silence(deployment)} ${waiting} until someone continues.`),
  ]
}

function stopping(deployment: Deployment, stop: { by: string; at: number; rollBack: boolean }): SentencePart[] {
  return [
    text(`Stopping, asked by ${stop.by} at `),
    time(stop.at),
    text('. '),
    strong(`${windingUp(deployment)}.`),
    text(`${silence(deployment)}${rollbackAhead(deployment, stop.rollBack)}`),
  ]
}

function failing(deployment: Deployment, message: string): SentencePart[] {
  return [text(`Failing: ${message} `), strong(`${windingUp(deployment)}.`), text(silence(deployment))]
}

/** "2 done, 1 finishing its running event, 3 left as they are" */
function windingUp({ counts }: Deployment): string {
  const finishing = `${noneOr(counts.inFlight)} finishing ${counts.inFlight === 1 ? 'its' : 'their'} running event`
  const as = counts.skipped === 1 ? 'left as it is' : 'left as they are'
  return `${noneOr(counts.succeeded)} done, ${finishing}, ${noneOr(counts.failed)} failed, ${noneOr(counts.skipped)} ${as}`
}

function rollbackAhead({ fallback, touched }: Deployment, rollBack: boolean): string {
  return rollBack && fallback !== undefined && touched > 0
    ? ` Then it is rolled back to ${fallback.revision.name}.`
    : ''
}

/** "Succeeded on all 4 hosts in 0:19." */
function succeeded({ counts }: Deployment, life: Ended): string {
  const took = stopwatch(life.endedAt - (life.startedAt ?? life.endedAt))
  if (counts.total === 1) return `Succeeded on 1 host in ${took}.`
  if (counts.failed === 0) return `Succeeded on all ${hosts(counts.total)} in ${took}.`
  return `Succeeded on ${number(counts.succeeded)} of ${hosts(counts.total)} in ${took}; ${number(counts.failed)} failed.`
}

function ignored({ ignoredFailures }: Deployment): string {
  return ignoredFailures === 0 ? '' : ` Failures of ApplicationStop were ignored on ${hosts(ignoredFailures)}.`
}

/** "Failed: 2 of 4 hosts failed, 2 must stay healthy." */
function failed({ counts, minimum, spec }: Deployment, { startedAt, error }: Ended): string {
  if (startedAt === undefined) return `Failed before it touched a host. ${error?.message ?? ''}`
  if (error?.code === 'TIMEOUT')
    return `Failed: not finished within ${inWords(spec.clocks.totalLimitSeconds)}, ${number(counts.succeeded)} of ${hosts(counts.total)} updated.`
  if (counts.total === 1) return 'Failed: the only host failed.'
  if (counts.failed === counts.total) return `Failed: all ${hosts(counts.total)} failed, at least one must succeed.`
  return `Failed: ${number(counts.failed)} of ${hosts(counts.total)} failed, ${number(minimum)} must stay healthy.`
}

function stopped(deployment: Deployment): SentencePart[] {
  const { counts, leftPartWay, stop } = deployment
  const untouched = counts.skipped - leftPartWay
  return [
    text(`Stopped by ${stop?.by ?? 'someone'}. `),
    strong(
      `${noneOr(counts.succeeded)} updated, ${noneOr(leftPartWay)} left part-way, ${noneOr(counts.failed)} failed, ${noneOr(untouched)} untouched.`,
    ),
    text(takenBack(deployment)),
  ]
}

/** " d-4FJ8TQ0ZC rolls it back to storefront-1.1, ..." or why nothing does. */
function takenBack({ takenBack }: Deployment): string {
  return takenBack === undefined ? '' : ` ${takenBack.message}`
}

const text = (words: string): SentencePart => ({ kind: 'text', text: words })
const strong = (words: string): SentencePart => ({ kind: 'strong', text: words })
const time = (at: number): SentencePart => ({ kind: 'time', at: instant(at) })
