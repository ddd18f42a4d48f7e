import { refuse, type DeploymentGroup } from '@sluice/model'
import { directoryKeys, type Store } from '@sluice/store'
import { findApplication } from './find-application.ts'

/** The application is looked for first, so that the refusal names what is really missing. */
export async function findGroup(
  store: Store,
  accountId: string,
  applicationName: string,
  groupName: string,
): Promise<DeploymentGroup> {
  await findApplication(store, accountId, applicationName)
  const group = await store.get('deploymentGroups', directoryKeys.group(accountId, applicationName, groupName))
  if (group !== undefined) return group
  refuse(
    'DeploymentGroupDoesNotExistException',
    `Application ${applicationName} has no deployment group ${groupName}: check the name, or create the group first.`,
  )
}
