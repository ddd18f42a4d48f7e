import {
  failureAdvice,
  isTerminal,
  type DeploymentSummary,
  type DeploymentTarget,
  type LifecycleEvent,
} from '@sluice/model'
import type { Output } from '../../contracts.ts'
import { onDiskOf } from '../../deployments/list-targets-left-part-way/on-disk.ts'
import { sinceThen, type Since } from '../../deployments/list-targets-left-part-way/since-then.ts'
import type { Handler } from '../../handler.ts'
import { findDeployment } from '../../queries/find-deployment.ts'
import { findTarget } from '../find-target.ts'
import { filesOf } from './files.ts'
import { ledgerEvents } from './ledger-events.ts'
import { scriptSources } from './script-sources.ts'

type Ledger = Output<'getTargetLedger'>

export const getTargetLedger: Handler<'getTargetLedger'> = async (input, { actor, ports }) => {
  const deployment = await findDeployment(ports.store, actor.accountId, input.deploymentId)
  const target = await findTarget(ports.store, deployment.deploymentId, input.targetId)
  const sources = await scriptSources(ports, deployment, target.targetId)
  const outcome = outcomeOf(deployment, target)
  const files = await filesOf(ports, deployment, target, { isToCome: outcome === 'waiting' || outcome === 'running' })
  const isOver = outcome === 'partWay' && isTerminal(deployment.status)
  const since = isOver ? await sinceThen(ports.store, deployment, target) : undefined
  return {
    outcome,
    sentence: sentenceOf(outcome, deployment, target, since),
    ...(typeof since === 'object' && { since }),
    ignoresStopFailures: target.lifecycleEvents.some(failedBeforeDownload),
    events: ledgerEvents(deployment, target, sources),
    ...(files && { files }),
  }
}

function outcomeOf({ status }: DeploymentSummary, target: DeploymentTarget): Ledger['outcome'] {
  if (target.status === 'Succeeded') return 'whole'
  const hasBegun = target.lifecycleEvents.some(({ startTime }) => startTime !== undefined)
  const isOver = isTerminal(status) || target.status === 'Failed' || target.status === 'Skipped'
  if (isOver) return hasBegun ? 'partWay' : 'untouched'
  return hasBegun ? 'running' : 'waiting'
}

const failedBeforeDownload = ({ status, lifecycleEventName: event, diagnostics }: LifecycleEvent): boolean =>
  status === 'Failed' &&
  diagnostics !== undefined &&
  failureAdvice({ event, diagnostics, said: diagnostics.message }).ignoresStopFailures === true

function sentenceOf(
  outcome: Ledger['outcome'],
  deployment: DeploymentSummary,
  target: DeploymentTarget,
  since: Since | undefined,
): string {
  const { targetId, lifecycleEvents } = target
  switch (outcome) {
    case 'waiting':
      return `${deployment.deploymentId} has not begun on ${targetId} yet.`
    case 'running':
      return `${deployment.deploymentId} has not finished with ${targetId}.`
    case 'untouched':
      return `No event of ${deployment.deploymentId} began on ${targetId}: it is as it was before.`
    case 'partWay':
      return `${targetId} was left part-way${leftSince(since) ?? `. ${onDiskOf(deployment, target).text}`}`
    case 'whole': {
      const ignored = lifecycleEvents
        .filter(({ status }) => status === 'Failed')
        .map((event) => event.lifecycleEventName)
      const but = ignored.length === 0 ? '' : ` ${ignored.join(' and ')} failed, which was to be ignored.`
      return `${targetId} is whole: every event of ${deployment.deploymentId} that concerns it has run.${but}`
    }
  }
}

/** What lay there then is not what lies there now. */
function leftSince(since: Since | undefined): string | undefined {
  if (since === undefined) return undefined
  if (since === 'anotherHost') return ' then. That host was deregistered, and another one has its name now.'
  if (since === 'notKnown') return ' then. What the many deployments since did to it is not known here.'
  switch (since.state) {
    case 'putRight':
      return ` then; ${since.deploymentId} has gone over it since.`
    case 'running':
      return ` then; ${since.deploymentId} is going over it.`
    case 'leftToo':
      return ` then, and later by ${since.deploymentId} too.`
  }
}
