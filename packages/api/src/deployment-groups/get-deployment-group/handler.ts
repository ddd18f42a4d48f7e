import type { Handler } from '../../handler.ts'
import { findGroup } from '../../queries/find-group.ts'
import { groupInfo } from '../../queries/group-info.ts'
import { registeredInstances } from '../../queries/matching-instances.ts'

export const getDeploymentGroup: Handler<'getDeploymentGroup'> = async (input, { actor, ports: { store } }) => {
  const group = await findGroup(store, actor.accountId, input.applicationName, input.deploymentGroupName)
  const instances = await registeredInstances(store, actor.accountId)
  return { deploymentGroupInfo: await groupInfo(store, group, instances) }
}
