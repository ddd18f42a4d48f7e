/**
 * How long each lifecycle event usually takes in a group: the median of its medians in the last deployments that succeeded
 * there before this one. Of each only the first hosts are read, so the cost does not grow with the fleet.
 */
import type { DeploymentSummary, LifecycleEventName } from '@sluice/model'
import type { Store } from '@sluice/store'
import { percentile, tookOf, type Usual } from './event-timings.ts'

const successesLookedAt = 5
const hostsLookedAt = 100
/** A group whose last hundreds of deployments all failed has no usual duration. */
const deploymentsLookedAt = 500

export async function usualDurations(
  store: Store,
  deployment: DeploymentSummary,
): Promise<{ medians: Usual; deployments: number }> {
  const earlier = await earlierSuccesses(store, deployment)
  const found = new Map<LifecycleEventName, number[]>()
  for (const { deploymentId } of earlier) {
    const targets = await store.listTargets(deploymentId, hostsLookedAt)
    const events = targets.flatMap((target) => target.lifecycleEvents)
    for (const name of deployment.lifecycleEvents) {
      const durations = events
        .filter((event) => event.lifecycleEventName === name)
        .flatMap((event) => tookOf(event) ?? [])
      const median = medianOf(durations)
      if (median !== undefined) found.set(name, [...(found.get(name) ?? []), median])
    }
  }
  const medians = [...found].flatMap(([name, values]): [LifecycleEventName, number][] => {
    const median = medianOf(values)
    return median === undefined ? [] : [[name, median]]
  })
  return { medians: new Map(medians), deployments: earlier.length }
}

async function earlierSuccesses(store: Store, deployment: DeploymentSummary): Promise<DeploymentSummary[]> {
  const { accountId, deploymentGroupId, deploymentId, createTime } = deployment
  const { rows } = await store.listDeployments({
    accountId,
    deploymentGroupId,
    createdTo: createTime,
    statuses: ['Succeeded'],
    // One of them may be this one.
    limit: successesLookedAt + 1,
    mostLookedAt: deploymentsLookedAt,
  })
  return rows.filter((row) => row.deploymentId !== deploymentId).slice(0, successesLookedAt)
}

function medianOf(values: readonly number[]): number | undefined {
  return percentile(
    values.toSorted((a, b) => a - b).map((took) => ({ took })),
    50,
  )
}
