/** A group with its present: the hosts it matches now, what runs there, what was tried last. */
import type { DeploymentGroup, DeploymentSummary, Instance } from '@sluice/model'
import type { Store } from '@sluice/store'
import type { DeploymentGroupInfo } from '../contracts.ts'
import { fleetOf } from './fleet.ts'
import { groupHistory } from './group-history.ts'

export async function groupInfo(
  store: Store,
  group: DeploymentGroup,
  instances: readonly Instance[],
): Promise<DeploymentGroupInfo> {
  const { active, lastSuccessful, lastAttempted } = await groupHistory(store, group)
  return {
    ...group,
    matchingInstances: await fleetOf(store, group, instances),
    ...(lastSuccessful && {
      targetRevision: lastSuccessful.revision,
      targetRevisionName: lastSuccessful.revisionName,
      lastSuccessfulDeployment: briefly(lastSuccessful),
    }),
    ...(lastAttempted && { lastAttemptedDeployment: briefly(lastAttempted) }),
    ...(active && { activeDeploymentId: active.deploymentId }),
  }
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
