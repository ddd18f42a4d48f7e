import { directoryKeys } from '@sluice/store'
import { mayBeDeleted, mayBeRenamed, runningIn } from '../../applications/belongings.ts'
import type { Handler } from '../../handler.ts'
import { findApplication } from '../../queries/find-application.ts'
import { groupInfo } from '../../queries/group-info.ts'
import { registeredInstances } from '../../queries/matching-instances.ts'
import { pageAfter } from '../../queries/pages.ts'

export const listDeploymentGroups: Handler<'listDeploymentGroups'> = async (input, { actor, ports: { store } }) => {
  const { accountId } = actor
  const { applicationName } = await findApplication(store, accountId, input.applicationName)
  const groups = await store.list('deploymentGroups', directoryKeys.groups(accountId, applicationName))
  const page = pageAfter(groups, input.nextToken, (group) => group.deploymentGroupName)
  const instances = await registeredInstances(store, accountId)
  const running = await runningIn(store, groups)
  return {
    applicationName,
    deploymentGroups: page.rows.map((group) => group.deploymentGroupName),
    deploymentGroupsInfo: await Promise.all(page.rows.map((group) => groupInfo(store, group, instances))),
    applicationActions: {
      rename: mayBeRenamed(applicationName, running),
      delete: mayBeDeleted(applicationName, running),
    },
    ...(page.nextToken !== undefined && { nextToken: page.nextToken }),
  }
}
