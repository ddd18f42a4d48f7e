import { isTerminal, type DeploymentSummary, type DeploymentTarget } from '@sluice/model'
import type { Output } from '../../contracts.ts'
import { onDiskOf } from '../../deployments/list-targets-left-part-way/on-disk.ts'
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
  return {
    outcome,
    sentence: sentenceOf(outcome, deployment, target),
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

function sentenceOf(outcome: Ledger['outcome'], deployment: DeploymentSummary, target: DeploymentTarget): string {
  const { targetId, lifecycleEvents } = target
  switch (outcome) {
    case 'waiting':
      return `${deployment.deploymentId} has not begun on ${targetId} yet.`
    case 'running':
      return `${deployment.deploymentId} has not finished with ${targetId}.`
    case 'untouched':
      return `No event of ${deployment.deploymentId} began on ${targetId}: it is as it was before.`
    case 'partWay':
      return `${targetId} was left part-way. ${onDiskOf(deployment, target).text}`
    case 'whole': {
      const ignored = lifecycleEvents
        .filter(({ status }) => status === 'Failed')
        .map((event) => event.lifecycleEventName)
      const but = ignored.length === 0 ? '' : ` ${ignored.join(' and ')} failed, which was to be ignored.`
      return `${targetId} is whole: every event of ${deployment.deploymentId} that concerns it has run.${but}`
    }
  }
}
