/**
 * The clocks once more, from the facts alone: no host is failed before its time is over, and each deployment asks to be woken by
 * the time at which the first of them rings. Source: facts section 4.5.
 */
import { bakeSecondsOf, type DeploymentEvent, type DeploymentSpec } from '@sluice/model'
import { hold } from './broken.ts'

export interface ClockWatch {
  take(fact: DeploymentEvent): void
  /** After a commit: when it wants to be woken. */
  checkWake(wakeAt: number | undefined): void
}

/** Whose turn it is at a host, since when; `silentSince` is the beginning of its clock of silence. */
interface Turn {
  on: 'offered' | 'waiting' | 'running'
  since: number
  silentSince: number | undefined
}

type Wait = 'provisioning' | 'ready' | 'termination' | 'retiring' | 'bake'

export function watchClocks({ deploymentId, clocks, zones }: DeploymentSpec): ClockWatch {
  const { startLimitSeconds, eventLimitSeconds, totalLimitSeconds } = clocks
  const bakes = zones === undefined ? 0 : bakeSecondsOf(zones, zones.zones.length)
  const [start, event] = [startLimitSeconds * 1000, eventLimitSeconds * 1000]
  const total = (totalLimitSeconds + bakes) * 1000
  const turns = new Map<number, Turn>()
  /** Since when hosts are silent, whether it is their turn or not. */
  const silent = new Set<number>()
  /** When each wait is over. */
  const waits = new Map<Wait, number>()
  /** When the whole is over; undefined when that counts no more. */
  let whole: number | undefined
  let hasEnded = false

  function begin(target: number, on: Turn['on'], since: number): void {
    const silentSince = turns.get(target)?.silentSince ?? (silent.has(target) ? since : undefined)
    turns.set(target, { on, since, silentSince })
  }

  function take(fact: DeploymentEvent): void {
    const { at } = fact
    switch (fact.type) {
      case 'DeploymentStarted':
        whole = at + total
        return
      case 'TargetsStarted':
        for (const target of fact.targets) begin(target, 'offered', at)
        return
      case 'LifecycleEventGranted':
        return begin(fact.target, 'running', at)
      case 'LifecycleEventEnded':
        if (fact.next !== undefined) begin(fact.target, 'offered', at)
        return
      case 'TargetWaiting':
        return begin(fact.target, 'waiting', at)
      case 'TargetFailed':
        if (fact.reason !== undefined) checkRung(turns.get(fact.target), at, fact)
        return over(fact.target)
      case 'TargetSucceeded':
      case 'TargetReady':
        return over(fact.target)
      case 'TargetsSkipped':
        return fact.targets.forEach(over)
      case 'TargetSilent':
        return fallSilent(fact.target, fact.since, at)
      case 'TargetBack':
        return comeBack(fact.target)
      case 'ClocksRestarted':
        return restart(fact.targets, at)
      case 'SchedulingEnded':
      case 'StopRequested':
      case 'TrafficMoved':
        whole = undefined
        return
      case 'DeploymentEnded':
        hasEnded = true
        return
      default:
        return takeWait(fact)
    }
  }

  function over(target: number): void {
    turns.delete(target)
    silent.delete(target)
  }

  /** A host that waited has its whole time to come back. */
  function fallSilent(target: number, since: number, at: number): void {
    silent.add(target)
    const turn = turns.get(target)
    if (turn === undefined) return
    const began = turn.on === 'waiting' ? at : turn.since
    turns.set(target, {
      on: turn.on === 'running' ? 'running' : 'offered',
      since: began,
      silentSince: Math.max(since, began),
    })
  }

  function comeBack(target: number): void {
    silent.delete(target)
    const turn = turns.get(target)
    if (turn !== undefined) turn.silentSince = undefined
  }

  /** The time in which the service was away counts for nobody. */
  function restart(targets: readonly number[], at: number): void {
    for (const target of targets) comeBack(target)
    for (const turn of turns.values()) {
      turn.since = at
      turn.silentSince = undefined
      if (turn.on === 'waiting') turn.on = 'offered'
    }
    for (const wait of ['provisioning', 'retiring'] as const) if (waits.has(wait)) waits.set(wait, at + event)
  }

  function takeWait(fact: DeploymentEvent): void {
    if (fact.type === 'ProvisioningBegan') waits.set('provisioning', fact.at + event)
    else if (fact.type === 'ReadyWaitBegan') waits.set('ready', fact.until)
    else if (fact.type === 'TerminationWaitBegan') waits.set('termination', fact.until)
    else if (fact.type === 'RetireBegan') waits.set('retiring', fact.at + event)
    else if (fact.type === 'ZoneBakeBegan') waits.set('bake', fact.until)
    else if (fact.type === 'ProvisioningEnded') waits.delete('provisioning')
    else if (fact.type === 'ReadyWaitEnded') waits.delete('ready')
    else if (fact.type === 'TerminationWaitEnded') waits.delete('termination')
    else if (fact.type === 'RetireEnded') waits.delete('retiring')
    else if (fact.type === 'ZoneBakeEnded') waits.delete('bake')
  }

  function checkRung(turn: Turn | undefined, at: number, { target }: { target: number }): void {
    const isRung = turn !== undefined && ringOf(turn) <= at
    const name = () => `host ${target} of ${deploymentId}: ${JSON.stringify(turn)}, failed at ${at}`
    hold('no host is failed by a clock before its time', isRung, name)
  }

  function ringOf({ on, since, silentSince }: Turn): number {
    const own = on === 'waiting' ? Infinity : since + (on === 'offered' ? start : event)
    return Math.min(own, silentSince === undefined ? Infinity : silentSince + start)
  }

  return {
    take,
    checkWake(wakeAt) {
      if (hasEnded) return
      let first = Math.min(whole ?? Infinity, ...waits.values())
      for (const turn of turns.values()) first = Math.min(first, ringOf(turn))
      const isWoken = first === Infinity || (wakeAt !== undefined && wakeAt <= first)
      hold('woken when the first clock rings', isWoken, () => `${deploymentId} at ${wakeAt}; a clock rings at ${first}`)
    },
  }
}
