/** A group with its present: the hosts it matches now, what runs there, what was tried last. */
import {
  laterHostsPolicy,
  type ActionState,
  type DeploymentGroup,
  type DeploymentSummary,
  type Instance,
} from '@sluice/model'
import type { Store } from '@sluice/store'
import type { DeploymentGroupInfo } from '../contracts.ts'
import { fleetOf } from './fleet.ts'
import { groupHistory, lastSuccesses } from './group-history.ts'

export async function groupInfo(
  store: Store,
  group: DeploymentGroup,
  instances: readonly Instance[],
): Promise<DeploymentGroupInfo> {
  const { active, lastSuccessful, lastAttempted } = await groupHistory(store, group)
  const succeeded = await lastThatEnded(store, group, lastSuccessful)
  return {
    ...group,
    ...laterHostsPolicy(group),
    matchingInstances: await fleetOf(store, group, instances),
    ...(lastSuccessful && {
      targetRevision: lastSuccessful.revision,
      targetRevisionName: lastSuccessful.revisionName,
    }),
    ...(succeeded && { lastSuccessfulDeployment: briefly(succeeded) }),
    ...(lastAttempted && { lastAttemptedDeployment: briefly(lastAttempted) }),
    ...(active && { activeDeploymentId: active.deploymentId }),
    actions: { delete: mayBeDeleted(group, active) },
  }
}

/** Deleting says the same. */
export function mayBeDeleted(
  { deploymentGroupName }: DeploymentGroup,
  active: Pick<DeploymentSummary, 'deploymentId'> | undefined,
): ActionState {
  if (active === undefined) return { allowed: true }
  const reason = `Deployment ${active.deploymentId} runs in ${deploymentGroupName}: stop it or wait for its end, then delete the group.`
  return { allowed: false, reason }
}

/** What runs may be a deployment that still waits for the end of the originals; what succeeded is over. */
async function lastThatEnded(store: Store, group: DeploymentGroup, runs: DeploymentSummary | undefined) {
  if (runs === undefined || runs.status === 'Succeeded') return runs
  const [, ...earlier] = await lastSuccesses(store, group, 2)
  return earlier.find((one) => one.status === 'Succeeded')
}

function briefly({ deploymentId, status, createTime, completeTime, revisionName }: DeploymentSummary) {
  return {
    deploymentId,
    status,
    createTime,
    ...(completeTime !== undefined && { endTime: completeTime }),
    revisionName,
  }
}
