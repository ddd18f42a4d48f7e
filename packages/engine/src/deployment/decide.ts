/** What happens next to a deployment: one door for people, hosts and the clock. */
import { assertNever, refusal, type DeploymentEvent, type DeploymentSignal, type Refusal } from '@sluice/model'
import { strategyOf } from '../strategies/index.ts'
import { decideDiscarded } from './discarded.ts'
import { decideAutoUpdated, decideHold, decideRelease, decideRolledBack, decideStop } from './decide-by-people.ts'
import { decideRestart, decideTick } from './decide-by-clock.ts'
import { decideBlueGreen } from './decide-blue-green.ts'
import { decideBack, decideGrant, decideNoted, decideReport, decideSilent, decideWaiting } from './decide-by-hosts.ts'
import { newDeployment, type Deployment, type DeploymentState } from './deployment-state.ts'
import { add, draftOf } from './draft.ts'
import { endAtOnce } from './ending.ts'

export function decide(state: DeploymentState, signal: DeploymentSignal, now: number): DeploymentEvent[] | Refusal {
  if (signal.kind === 'create') return state.deployment === undefined ? decideCreate(signal, now) : []
  if (state.deployment === undefined)
    return refusal('DeploymentDoesNotExistException', `There is no deployment ${signal.deploymentId}.`)
  return decideFor(state.deployment, signal, now)
}

function decideFor(
  deployment: Deployment,
  signal: Exclude<DeploymentSignal, { kind: 'create' }>,
  now: number,
): DeploymentEvent[] | Refusal {
  switch (signal.kind) {
    case 'stop':
      return decideStop(deployment, signal, now)
    case 'hold':
      return decideHold(deployment, signal, now)
    case 'release':
      return decideRelease(deployment, signal, now)
    case 'rolledBackBy':
      return decideRolledBack(deployment, signal, now)
    case 'autoUpdatedBy':
      return decideAutoUpdated(deployment, signal, now)
    case 'hostsDiscarded':
      return decideDiscarded(deployment, signal, now)
    case 'grantAsked':
      return decideGrant(deployment, signal, now)
    case 'hostWaiting':
      return decideWaiting(deployment, signal, now)
    case 'reported':
      return decideReport(deployment, signal, now)
    case 'noted':
      return decideNoted(deployment, signal, now)
    case 'provisioned':
    case 'provisionFailed':
    case 'retired':
    case 'approve':
    case 'endTerminationWait':
      return decideBlueGreen(deployment, signal, now)
    case 'hostSilent':
      return decideSilent(deployment, signal, now)
    case 'hostBack':
      return decideBack(deployment, signal, now)
    case 'tick':
      return decideTick(deployment, now)
    case 'serviceResumed':
      return decideRestart(deployment, now)
    default:
      return assertNever(signal, 'deployment signal')
  }
}

function decideCreate(
  { spec, fallback }: Extract<DeploymentSignal, { kind: 'create' }>,
  now: number,
): DeploymentEvent[] {
  const strategy = strategyOf(spec)
  const draft = draftOf(newDeployment(spec, fallback, strategy.opening(spec)), now)
  add(draft, { v: 1, at: now, type: 'DeploymentCreated', spec, ...(fallback && { fallback }) })
  const error = strategy.failsAtOnce(spec)
  if (error === undefined) {
    add(draft, { v: 1, at: now, type: 'DeploymentStarted' })
    strategy.goOn(draft)
  } else {
    endAtOnce(draft, error)
  }
  return draft.events
}
