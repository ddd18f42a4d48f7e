/**
 * Reads the hosts of one deployment and a sample of a few earlier ones, never a log of events. The answer is kept: for good
 * once the deployment has ended, for a moment while it runs, so that many viewers cost as much as one.
 */
import { isTerminal, type DeploymentSummary } from '@sluice/model'
import type { Store } from '@sluice/store'
import type { Handler } from '../../handler.ts'
import { findDeployment } from '../../queries/find-deployment.ts'
import { busySpans } from './busy-spans.ts'
import type { DeploymentTimings } from './contract.ts'
import { eventTimings } from './event-timings.ts'
import { marksOf } from './marks.ts'
import { usualDurations } from './usual-durations.ts'

type Measured = Omit<DeploymentTimings, 'marks'>

export const getDeploymentTimings: Handler<'getDeploymentTimings'> = async ({ deploymentId }, { actor, ports }) => {
  const deployment = await findDeployment(ports.store, actor.accountId, deploymentId)
  const [measured, marks] = await Promise.all([
    measuredOnce(ports.store, deployment, ports.now()),
    marksOf(ports.store, deployment),
  ])
  return { ...measured, marks }
}

const keptWhileRunningMs = 2000
const mostKept = 50

interface Kept {
  until: number
  measured: Promise<Measured>
}

const keptOf = new WeakMap<Store, Map<string, Kept>>()

function measuredOnce(store: Store, deployment: DeploymentSummary, now: number): Promise<Measured> {
  const kept = keptOf.get(store) ?? new Map<string, Kept>()
  keptOf.set(store, kept)
  const { deploymentId } = deployment
  // The end has a key of its own: what was measured a moment before it is not the last word.
  const key = `${deploymentId} ${deployment.completeTime ?? ''}`
  const known = kept.get(key)
  if (known !== undefined && known.until > now) return known.measured
  const measured = measure(store, deployment)
  kept.delete(key)
  kept.set(key, { until: isTerminal(deployment.status) ? Infinity : now + keptWhileRunningMs, measured })
  for (const oldest of kept.keys()) {
    if (kept.size <= mostKept) break
    kept.delete(oldest)
  }
  measured.catch(() => kept.delete(key))
  return measured
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
