/** What a group's settings must keep to, shared by create and update. */
import { refuse, type DeploymentGroup, type DeploymentStyle } from '@sluice/model'
import { directoryKeys, type DirectoryChange } from '@sluice/store'

export function refuseUnservedStyle(style: DeploymentStyle | undefined): void {
  if (style?.deploymentType === 'BLUE_GREEN')
    refuse(
      'InvalidDeploymentStyleException',
      'deploymentStyle.deploymentType BLUE_GREEN is not served yet: use IN_PLACE.',
    )
  if (style?.deploymentOption === 'WITH_TRAFFIC_CONTROL')
    refuse(
      'InvalidDeploymentStyleException',
      'deploymentStyle.deploymentOption WITH_TRAFFIC_CONTROL needs a load balancer, which is not served yet: use WITHOUT_TRAFFIC_CONTROL.',
    )
}

export function refuseTakenName({ applicationName, deploymentGroupName }: DeploymentGroup): never {
  refuse(
    'DeploymentGroupAlreadyExistsException',
    `Application ${applicationName} already has a deployment group ${deploymentGroupName}: choose another name, or update that one.`,
  )
}

/** The row and the way back from its id. */
export function groupRows(group: DeploymentGroup): DirectoryChange[] {
  const { accountId, applicationName, deploymentGroupName, deploymentGroupId } = group
  const key = directoryKeys.group(accountId, applicationName, deploymentGroupName)
  const place = { accountId, applicationName, deploymentGroupName }
  return [
    { collection: 'deploymentGroups', key, put: group },
    { collection: 'deploymentGroupIds', key: deploymentGroupId, put: place },
  ]
}

export const groupResource = (applicationName: string, groupName: string): string =>
  `deploymentGroup:${applicationName}/${groupName}`
