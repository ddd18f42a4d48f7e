/** Whether a later deployment of the same group, such as the rollback, went over a host that was left part-way. */
import { isTerminal, type DeploymentSummary } from '@sluice/model'
import type { Store } from '@sluice/store'
import type { LeftPartWay } from './contract.ts'

type Since = NonNullable<LeftPartWay['since']>

/** Whoever looks at a deployment that is older than this many looks at history. */
const mostLater = 10

/** Newest first. */
export async function laterInGroup(store: Store, deployment: DeploymentSummary): Promise<DeploymentSummary[]> {
  const { accountId, deploymentGroupId, deploymentId, createTime: createdFrom } = deployment
  const { rows } = await store.listDeployments({ accountId, deploymentGroupId, createdFrom, limit: mostLater })
  return rows.filter((row) => row.deploymentId !== deploymentId)
}

export async function sinceThen(
  store: Store,
  later: readonly DeploymentSummary[],
  targetId: string,
): Promise<Since | undefined> {
  for (const { deploymentId, status, blueGreen } of later) {
    if (blueGreen?.kind === 'trafficBack') continue
    const target = await store.getTarget(deploymentId, targetId)
    if (target === undefined) continue
    if (!isTerminal(status)) return { deploymentId, state: 'running' }
    if (target.status === 'Succeeded') return { deploymentId, state: 'putRight' }
    if (target.lifecycleEvents.some(({ startTime }) => startTime !== undefined))
      return { deploymentId, state: 'leftToo' }
  }
  return undefined
}

export function nextStep({ revisionName, previousRevisionName }: DeploymentSummary, since: Since | undefined): string {
  switch (since?.state) {
    case 'putRight':
      return `Nothing: ${since.deploymentId} has gone over it since.`
    case 'running':
      return `Wait for ${since.deploymentId}, which goes over it.`
    case 'leftToo':
      return `See ${since.deploymentId}, which left it part-way later.`
    case undefined:
      return previousRevisionName === undefined
        ? `Deploy ${revisionName} again: every event runs from the start.`
        : `Deploy ${revisionName} again, or ${previousRevisionName}: every event runs from the start.`
  }
}
