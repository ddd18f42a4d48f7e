/**
 * Whether a later deployment of the same group, such as the rollback, went over a host that was left part-way, or the host itself is
 * gone: what was done to another one that has its name now says nothing of it.
 */
import { isTerminal, type DeploymentSummary, type DeploymentTarget } from '@sluice/model'
import type { Store } from '@sluice/store'
import { ofHostsNow, type DoneToHost } from '../../queries/same-host.ts'
import type { LaterDeployment } from './contract.ts'

export type Since = LaterDeployment | 'notKnown' | 'anotherHost'

/** Of this host, whatever number of deployments to others came in between. */
const mostRows = 20
/** Whoever looks at a deployment that is older than this many looks at history. */
const mostLookedAt = 1000

export async function sinceThen(
  store: Store,
  deployment: DeploymentSummary,
  left: DoneToHost,
): Promise<Since | undefined> {
  const { accountId, deploymentGroupId, deploymentId, createTime: createdFrom } = deployment
  const { targetId } = left
  const isOfHostNow = await ofHostsNow(store, deployment, [targetId])
  if (!isOfHostNow(left, deployment)) return 'anotherHost'
  const those = { accountId, deploymentGroupId, createdFrom, targetId }
  const { rows, isAll } = await store.listTargetsOfHost({ ...those, limit: mostRows, mostLookedAt })
  for (const target of rows) {
    const later = target.deploymentId === deploymentId ? undefined : await store.getDeployment(target.deploymentId)
    const since = later && sinceIn(later, target)
    if (since !== undefined) return since
  }
  return isAll ? undefined : 'notKnown'
}

function sinceIn(
  { deploymentId, status, blueGreen }: DeploymentSummary,
  target: DeploymentTarget,
): LaterDeployment | undefined {
  if (blueGreen?.kind === 'trafficBack') return undefined
  if (!isTerminal(status)) return { deploymentId, state: 'running' }
  if (target.status === 'Succeeded') return { deploymentId, state: 'putRight' }
  const hasBegun = target.lifecycleEvents.some(({ startTime }) => startTime !== undefined)
  return hasBegun ? { deploymentId, state: 'leftToo' } : undefined
}

export function nextStep(
  { revisionName, previousRevisionName, deploymentGroupName }: DeploymentSummary,
  since: Since | undefined,
): string {
  if (since === 'anotherHost') return 'Nothing: that host was deregistered, and another one has its name now.'
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
