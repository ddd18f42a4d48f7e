/**
 * Winding up after a stop or the end of the total time: no host starts, no further event starts. Offers that nobody took
 * are taken back at once; events that run are waited for.
 */
import { clocksOf } from './clock-list.ts'
import { add, type Draft } from './draft.ts'
import { skipPending } from './ending.ts'
import { isTouched } from './fleet.ts'

export function windUp(draft: Draft): void {
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
 * Running hosts that were offered an event and did not ask for it yet, by what is said of them; '' for untouched ones. Those
 * of which something was decided in this very draft are none.
 */
function offered(draft: Draft): Map<string, number[]> {
  const { fleet, clocks, sides } = draft.deployment
  const hosts = new Map<string, number[]>()
  for (const { target: host } of [...clocksOf(clocks.start), ...clocksOf(clocks.waiting)]) {
    if (draft.statuses.has(host)) continue
    const reason = isTouched(fleet, sides, host) ? leftReason(draft, (fleet.current[host] ?? 0) - 1) : ''
    const alike = hosts.get(reason)
    if (alike === undefined) hosts.set(reason, [host])
    else alike.push(host)
  }
  return hosts
}
