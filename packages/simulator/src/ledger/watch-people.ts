/** Who decides when users are moved, and how long the originals are kept. Source: facts section 7, ADR 5. */
import type { DeploymentEvent, DeploymentSpec } from '@sluice/model'
import { hold } from './broken.ts'

export interface PeopleWatch {
  take(fact: DeploymentEvent): void
}

export function watchPeople({ deploymentId, blueGreen }: DeploymentSpec): PeopleWatch {
  const approved = new Set<string>()
  let readyUntil = Infinity
  /** Somebody, or the end of the wait, has let the users in. */
  let mayReroute = !mustAsk(blueGreen)
  let keptUntil: number | undefined
  let isWaitOver = false
  let isWoundUp = false
  let hasMoved = false

  function take(fact: DeploymentEvent): void {
    switch (fact.type) {
      case 'StopRequested':
      case 'SchedulingEnded':
        isWoundUp = true
        return
      case 'ReadyWaitBegan':
        readyUntil = fact.until
        return
      case 'Approved':
        hold(
          'nobody approves twice',
          !approved.has(fact.approval.actorId),
          () => `${fact.approval.actorId}, ${deploymentId}`,
        )
        approved.add(fact.approval.actorId)
        return
      case 'ReadyWaitEnded':
        return readyEnded(fact)
      case 'StageBegan':
        if (fact.stage !== 'reroute' || blueGreen?.kind !== 'forward') return
        return hold('no user is let in before people were asked', mayReroute, () => deploymentId)
      case 'TrafficMoved':
        hasMoved = true
        return
      case 'TerminationWaitBegan':
        keptUntil = fact.until
        return
      case 'TerminationWaitEnded':
        isWaitOver = fact.by !== undefined || isWoundUp || fact.at >= (keptUntil ?? Infinity)
        return
      case 'RetireBegan':
        if (fact.fleet === 'leaving' && blueGreen?.kind === 'forward') checkOriginals()
        return
      default:
        return
    }
  }

  function readyEnded({ how, at }: Extract<DeploymentEvent, { type: 'ReadyWaitEnded' }>): void {
    const { atItsEnd, approvers = 1 } = blueGreen?.readyWait ?? {}
    const isDue =
      how === 'rerouted'
        ? approved.size >= Math.max(1, approvers)
        : how !== 'continued' || (atItsEnd === 'CONTINUE_DEPLOYMENT' && at >= readyUntil)
    hold(
      'the wait for people ends as they decided',
      isDue,
      () => `${deploymentId} is ${how}, ${approved.size} approved`,
    )
    mayReroute = how === 'rerouted' || how === 'continued'
  }

  function checkOriginals(): void {
    const { action, waitMinutes } = blueGreen?.originals ?? { action: 'KEEP_ALIVE', waitMinutes: 0 }
    hold('only originals without users are ended', action === 'TERMINATE' && hasMoved, () => deploymentId)
    hold('originals are kept as long as was said', waitMinutes === 0 || isWaitOver, () => deploymentId)
  }

  return { take }
}

/** Without minutes it waits for as long as it may, unless it goes on at their end. */
function mustAsk(blueGreen: DeploymentSpec['blueGreen']): boolean {
  const wait = blueGreen?.readyWait
  return wait !== undefined && (wait.minutes > 0 || wait.atItsEnd === 'STOP_DEPLOYMENT')
}
