import { refuse, type DeploymentGroup, type DeploymentSummary } from '@sluice/model'
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

/** The group in which a deployment ran, whatever it is called now; another group of its old name is not it. */
export async function findGroupOf(store: Store, deployment: DeploymentSummary): Promise<DeploymentGroup> {
  const { deploymentGroupName, deploymentId } = deployment
  const group = await groupOf(store, deployment)
  if (group !== undefined) return group
  refuse(
    'DeploymentGroupDoesNotExistException',
    `The group ${deploymentGroupName} in which ${deploymentId} ran was deleted: create a deployment in a group of today.`,
  )
}

/** Undefined when it was deleted. */
export async function groupOf(
  store: Store,
  { deploymentGroupId }: Pick<DeploymentSummary, 'deploymentGroupId'>,
): Promise<DeploymentGroup | undefined> {
  const place = await store.get('deploymentGroupIds', deploymentGroupId)
  if (place === undefined) return undefined
  const { accountId, applicationName, deploymentGroupName } = place
  return store.get('deploymentGroups', directoryKeys.group(accountId, applicationName, deploymentGroupName))
}
