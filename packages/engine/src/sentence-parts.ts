/** Pieces that the sentences of all kinds of deployments share. */
import { inPlaceEvents, type SentencePart } from '@sluice/model'
import type { Counts } from './deployment/counts.ts'
import type { Deployment } from './deployment/deployment-state.ts'
import { asSentence, counted, hosts, instant, noneOr, number } from './words.ts'

export function silenceAndBusy(deployment: Deployment): string {
  return `${silence(deployment)}${busy(deployment)}`
}

/** " No report from 1 running host." */
export function silence({ clocks }: Deployment): string {
  const silent = clocks.silence.count
  return silent === 0 ? '' : ` No report from ${counted(silent, 'running host')}.`
}

/** " 1 of the running hosts is busy with other deployments." */
export function busy({ clocks, counts }: Deployment): string {
  const waiting = clocks.waiting.count
  if (waiting === 0) return ''
  const who = counts.inFlight === 1 ? 'The running host' : `${number(waiting)} of the running hosts`
  return ` ${who} ${waiting === 1 ? 'is' : 'are'} busy with other deployments.`
}

/** " ApplicationStop failed on 1 host, which was ignored." */
export function ignored({ ignoredFailures, lifecycleEvents }: Deployment): string {
  if (ignoredFailures === 0) return ''
  const what = lifecycleEvents.length === inPlaceEvents.length ? 'ApplicationStop' : 'A script of the previous revision'
  return ` ${what} failed on ${hosts(ignoredFailures)}, which was ignored.`
}

export const failures = (counts: Counts): string => `${noneOr(counts.failed)} failed`
export const list = (pieces: readonly string[]): string => asSentence(pieces.join(', '))

export const text = (words: string): SentencePart => ({ kind: 'text', text: words })
export const strong = (words: string): SentencePart => ({ kind: 'strong', text: words })

/** Less than this, and the minute alone would not say when. */
const shortWaitMs = 10 * 60_000

/** `since`: when the wait for it began. */
export const time = (at: number, since?: number): SentencePart => ({
  kind: 'time',
  at: instant(at),
  ...(since !== undefined && at - since < shortWaitMs && { seconds: true }),
})
