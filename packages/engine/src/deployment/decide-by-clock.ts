/** The clock rang, or the service came back after a pause in which no clock may count. */
import { limits, type DeploymentEvent, type Diagnostics } from '@sluice/model'
import { strategyOf } from '../strategies/index.ts'
import { inWords, updatedOf } from '../words.ts'
import { clocksOf, hasClock } from './clock-list.ts'
import { limitSeconds, rungClocks, totalRing, totalSecondsOf, type RungClock } from './clocks.ts'
import { hasEnded, type Deployment } from './deployment-state.ts'
import { add, draftOf, type Draft } from './draft.ts'

/** Fails the hosts whose clock rang, then goes on: also the way to start more hosts than one decision may. */
export function decideTick(deployment: Deployment, at: number): DeploymentEvent[] {
  if (hasEnded(deployment)) return []
  const draft = draftOf(deployment, at)
  const rung = rungClocks(deployment, at, limits.startsPerDecision)
  for (const [host, clock] of rung) failByClock(draft, host, clock)
  const strategy = strategyOf(deployment.spec)
  if (isOver(deployment, at)) endScheduling(draft)
  else strategy.ring(draft)
  if (!draft.hasEnded) strategy.goOn(draft)
  return draft.events
}

export function decideRestart(deployment: Deployment, at: number): DeploymentEvent[] {
  if (hasEnded(deployment)) return []
  const { clocks, fleet } = deployment
  const waiting = [...clocksOf(clocks.waiting)].map(({ target }) => target)
  return [{ v: 1, at, type: 'ClocksRestarted', targets: [...fleet.silent.keys(), ...waiting] }]
}

function failByClock(draft: Draft, host: number, clock: RungClock): void {
  const { at, deployment } = draft
  const event = deployment.fleet.current[host] ?? 0
  const { reason, diagnostics } = explain(deployment, clock, host)
  add(draft, { v: 1, at, type: 'LifecycleEventEnded', target: host, event, status: 'Failed', diagnostics })
  add(draft, { v: 1, at, type: 'TargetFailed', target: host, reason })
}

/** A reason in a few words for the host's row, and what to do in the event's diagnostics. */
function explain(deployment: Deployment, clock: RungClock, host: number): { reason: string; diagnostics: Diagnostics } {
  const event = deployment.lifecycleEvents[deployment.fleet.current[host] ?? 0] ?? ''
  const limit = inWords(limitSeconds(deployment, clock))
  const [reason, sentence] = reasonsOf(clock, hasClock(deployment.clocks.event, host), event, limit)
  return { reason, diagnostics: { errorCode: 'UnknownError', scriptName: '', message: sentence, logTail: '' } }
}

function reasonsOf(clock: RungClock, isRunning: boolean, event: string, limit: string): [string, string] {
  switch (clock) {
    case 'start': {
      const reason = `did not start ${event} within ${limit}`
      return [reason, `The host ${reason}. Check that it is up and that its agent is running and reaches this service.`]
    }
    case 'event': {
      const reason = `did not finish ${event} within ${limit}`
      const advice = 'It may still be running there; a later result changes nothing here.'
      return [reason, `The host ${reason}. ${advice} Look at the script, or give it a timeout.`]
    }
    case 'silence': {
      const reason = `sent no report for ${limit} ${isRunning ? 'during' : 'before'} ${event}`
      const known = isRunning ? `What ${event} did there is not known.` : `${event} did not start there.`
      return [reason, `The host ${reason}. ${known} Check that the host is up and that its agent is running.`]
    }
  }
}

function isOver(deployment: Deployment, at: number): boolean {
  const ring = totalRing(deployment)
  return ring !== undefined && ring <= at
}

function endScheduling(draft: Draft): void {
  const { counts, at, spec } = draft
  const limit = inWords(totalSecondsOf(spec))
  const message = `It did not finish within ${limit}: ${updatedOf(counts)}. Deploy to more hosts at a time, or make the scripts faster.`
  add(draft, { v: 1, at, type: 'SchedulingEnded', error: { code: 'TIMEOUT', message } })
  strategyOf(spec).windUp(draft)
}
