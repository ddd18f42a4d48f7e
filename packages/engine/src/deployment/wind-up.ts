/**
 * Winding up after a stop or the end of the total time: no host starts, no further event starts. Offers that nobody took
 * are taken back at once; events that run are waited for. A running AllowTraffic of a replacement is taken back too: it waits
 * for a host to become healthy, for up to an hour, while users may be on both fleets.
 */
import { clocksOf } from './clock-list.ts'
import { add, type Draft } from './draft.ts'
import { skipPending } from './ending.ts'
import { isTouched, notStarted } from './fleet.ts'

export function windUp(draft: Draft): void {
  const at = draft.at
  for (const { host, event } of allowing(draft))
    add(draft, { v: 1, at, type: 'LifecycleEventEnded', target: host, event, status: 'Skipped' })
  for (const [reason, targets] of offered(draft))
    add(draft, { v: 1, at: draft.at, type: 'TargetsSkipped', targets, ...(reason !== '' && { reason }) })
  skipPending(draft)
}

/** "left after Install by the stop" */
export function leftReason({ deployment, ending }: Draft, lastEvent: number): string {
  const cause =
    ending === undefined ? 'by the stop' : ending.code === 'TIMEOUT' ? 'when the time was over' : 'by the failure'
  return `left after ${deployment.lifecycleEvents[lastEvent] ?? ''} ${cause}`
}

/**
 * Replacements on which the service runs AllowTraffic. Originals that users go back to may have them all already, and in place
 * a host that leaves would be missing: those are let in.
 */
function allowing({ deployment, statuses, spec }: Draft): { host: number; event: number }[] {
  if (spec.blueGreen?.kind !== 'forward') return []
  const { fleet, clocks, lifecycleEvents } = deployment
  return [...clocksOf(clocks.event)]
    .map(({ target: host }) => ({ host, event: fleet.current[host] ?? notStarted }))
    .filter(({ host, event }) => lifecycleEvents[event] === 'AllowTraffic' && !statuses.has(host))
}

/**
 * Running hosts that were offered an event and did not ask for it yet, and those that are being allowed traffic, by what is
 * said of them; '' for untouched ones. Those of which something was decided in this very draft are none.
 */
function offered(draft: Draft): Map<string, number[]> {
  const { fleet, clocks, sides } = draft.deployment
  const hosts = new Map<string, number[]>()
  const waiting = [...clocksOf(clocks.start), ...clocksOf(clocks.waiting)].map(({ target: host }) => host)
  for (const host of [...waiting, ...allowing(draft).map(({ host }) => host)]) {
    if (draft.statuses.has(host)) continue
    const reason = isTouched(fleet, sides, host) ? leftReason(draft, (fleet.current[host] ?? 0) - 1) : ''
    const alike = hosts.get(reason)
    if (alike === undefined) hosts.set(reason, [host])
    else alike.push(host)
  }
  return hosts
}
