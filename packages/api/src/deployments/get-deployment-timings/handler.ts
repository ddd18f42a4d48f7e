/**
 * Reads the hosts of one deployment and a sample of a few earlier ones, never a log of events. The answer is kept: for good
 * once the deployment has ended, for a moment while it runs, so that many viewers cost as much as one.
 */
import { isTerminal, type DeploymentSummary } from '@sluice/model'
import type { Store } from '@sluice/store'
import type { Handler } from '../../handler.ts'
import { findDeployment } from '../../queries/find-deployment.ts'
import { keptAnswers } from '../../queries/kept-answers.ts'
import { busySpans } from './busy-spans.ts'
import type { DeploymentTimings } from './contract.ts'
import { eventTimings } from './event-timings.ts'
import { marksOf } from './marks.ts'
import { usualDurations } from './usual-durations.ts'

type Measured = Omit<DeploymentTimings, 'marks'>

const keptWhileRunningMs = 2000
const keptTimings = keptAnswers<Measured>(50)

export const getDeploymentTimings: Handler<'getDeploymentTimings'> = async ({ deploymentId }, { actor, ports }) => {
  const deployment = await findDeployment(ports.store, actor.accountId, deploymentId)
  // The end has a key of its own: what was measured a moment before it is not the last word.
  const key = `${deploymentId} ${deployment.completeTime ?? ''}`
  const keepFor = isTerminal(deployment.status) ? Infinity : keptWhileRunningMs
  const [measured, marks] = await Promise.all([
    keptTimings(ports.store, { key, now: ports.now(), keepFor }, () => measure(ports.store, deployment)),
    marksOf(ports.store, deployment),
  ])
  return { ...measured, marks }
}

async function measure(store: Store, deployment: DeploymentSummary): Promise<Measured> {
  const usual = await usualDurations(store, deployment)
  const targets = await store.listTargets(deployment.deploymentId)
  return {
    events: eventTimings(deployment.lifecycleEvents, targets, usual.medians),
    usualFrom: usual.deployments,
    busy: busySpans(targets),
  }
}
