/** Which deployments run in a group, where all groups of an account are asked: read once for all of them, and only if one asks. */
import type { DeploymentGroup } from '@sluice/model'
import type { Store } from '@sluice/store'

/** Their ids; of one that is not stored yet, nothing. */
export type RunningIn = (group: DeploymentGroup) => Promise<string[]>

export function runningIn(store: Store): RunningIn {
  let read: ReturnType<Store['runningDeployments']> | undefined
  return async ({ deploymentGroupId }) => {
    const running = await (read ??= store.runningDeployments())
    return running.flatMap(({ deploymentId, groupId }) => (groupId === deploymentGroupId ? deploymentId : []))
  }
}
