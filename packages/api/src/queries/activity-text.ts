/** A fact about a deployment as a whole, as a sentence. It names no host, so it needs nothing but itself. */
import { assertNever } from '@sluice/model'
import type { ActivityFact } from '@sluice/store'

export function activityText(event: ActivityFact): string {
  switch (event.type) {
    case 'DeploymentCreated':
      return `${event.startedBy} created the deployment of ${event.revisionName} to ${countOf(event.hosts)}.`
    case 'StopRequested':
      return `${event.by} asked to stop${event.rollBack ? ' and roll back' : ''}${because(event.note)}.`
    case 'DeploymentHeld':
      return `${event.by} held the deployment: no further host starts.`
    case 'DeploymentContinued':
      return `${event.by} let it continue.`
    case 'SchedulingEnded':
      return `No further host starts: ${event.error.message}`
    case 'DeploymentEnded':
      return `The deployment ${endWords[event.status]}${because(event.error?.message ?? event.rollback?.message)}.`
    case 'ReadyWaitBegan':
      return `It waits for the reroute, until ${clockText(event.until)}.`
    case 'Approved':
      return `${event.approval.by} approved the reroute${because(event.approval.note)}.`
    case 'ReadyWaitEnded':
      return `The wait for the reroute ended${readyEndText(event)}.`
    case 'TrafficMoved':
      return 'All traffic has moved.'
    case 'TerminationWaitBegan':
      return `The other fleet is kept until ${clockText(event.until)}.`
    case 'TerminationWaitEnded':
      return event.by === undefined ? 'The other fleet was kept long enough.' : `${event.by} ended the wait.`
    case 'RolledBack':
    case 'HostsDiscarded':
      return event.message
    default:
      return assertNever(event, 'activity')
  }
}

const endWords = { Succeeded: 'succeeded', Failed: 'failed', Stopped: 'was stopped' } as const satisfies object

export const countOf = (hosts: number): string => (hosts === 1 ? '1 host' : `${hosts} hosts`)

export const because = (reason: string | undefined): string => (reason ? `: ${reason.replace(/\.$/, '')}` : '')

function readyEndText({ how, by }: Extract<ActivityFact, { type: 'ReadyWaitEnded' }>): string {
  switch (how) {
    case 'rerouted':
      return `: ${by ?? 'somebody'} let the traffic move`
    case 'continued':
      return ': nobody came, and the traffic moves by itself'
    case 'stopped':
      return by === undefined ? ' by a stop' : `: ${by} stopped it`
    case 'deadline':
      return ': nobody came in time'
    default:
      return assertNever(how, 'end of the wait')
  }
}

const clockText = (at: number): string => `${new Date(at).toISOString().slice(11, 16)} UTC`
