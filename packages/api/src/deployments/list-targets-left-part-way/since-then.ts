/** Whether a later deployment of the same group, such as the rollback, went over a host that was left part-way. */
import { isTerminal, type DeploymentSummary, type DeploymentTarget } from '@sluice/model'
import type { Store } from '@sluice/store'
import type { LaterDeployment as Since } from './contract.ts'

/** Of this host, whatever number of deployments to others came in between. */
const mostRows = 20
/** Whoever looks at a deployment that is older than this many looks at history. */
const mostLookedAt = 1000

export async function sinceThen(
  store: Store,
  { accountId, deploymentGroupId, deploymentId, createTime: createdFrom }: DeploymentSummary,
  targetId: string,
): Promise<Since | 'notKnown' | undefined> {
  const those = { accountId, deploymentGroupId, createdFrom, targetId }
  const { rows, isAll } = await store.listTargetsOfHost({ ...those, limit: mostRows, mostLookedAt })
  for (const target of rows) {
    const later = target.deploymentId === deploymentId ? undefined : await store.getDeployment(target.deploymentId)
    const since = later && sinceIn(later, target)
    if (since !== undefined) return since
  }
  return isAll ? undefined : 'notKnown'
}

function sinceIn({ deploymentId, status, blueGreen }: DeploymentSummary, target: DeploymentTarget): Since | undefined {
  if (blueGreen?.kind === 'trafficBack') return undefined
  if (!isTerminal(status)) return { deploymentId, state: 'running' }
  if (target.status === 'Succeeded') return { deploymentId, state: 'putRight' }
  const hasBegun = target.lifecycleEvents.some(({ startTime }) => startTime !== undefined)
  return hasBegun ? { deploymentId, state: 'leftToo' } : undefined
}

export function nextStep(
  { revisionName, previousRevisionName, deploymentGroupName }: DeploymentSummary,
  since: Since | 'notKnown' | undefined,
): string {
  if (since === 'notKnown')
    return `See the hosts of ${deploymentGroupName}: so many deployments came since that what they did here is not known.`
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
