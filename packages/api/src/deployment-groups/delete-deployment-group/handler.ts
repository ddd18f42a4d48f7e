import { refuse } from '@sluice/model'
import { directoryKeys } from '@sluice/store'
import type { Handler } from '../../handler.ts'
import { changeDirectory } from '../../queries/change-directory.ts'
import { activeDeployment } from '../../queries/group-history.ts'
import { mayBeDeleted } from '../../queries/group-info.ts'
import { groupResource } from '../group-rules.ts'

/** Deleting a group that is not there is done already, as with CodeDeploy. */
export const deleteDeploymentGroup: Handler<'deleteDeploymentGroup'> = async (input, call) => {
  const { applicationName, deploymentGroupName } = input
  const key = directoryKeys.group(call.actor.accountId, applicationName, deploymentGroupName)
  return changeDirectory(call, groupResource(applicationName, deploymentGroupName), async (store) => {
    const group = await store.get('deploymentGroups', key)
    if (group === undefined) return { changes: [], answer: { hooksNotCleanedUp: [] } }
    const { reason } = mayBeDeleted(group, await activeDeployment(store, group))
    if (reason !== undefined) refuse('DeploymentGroupBusy', reason)
    return {
      changes: [
        { collection: 'deploymentGroups', key, remove: true },
        { collection: 'deploymentGroupIds', key: group.deploymentGroupId, remove: true },
      ],
      answer: { hooksNotCleanedUp: [] },
    }
  })
}
