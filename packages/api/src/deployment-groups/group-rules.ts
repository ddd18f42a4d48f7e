/** What a group's settings must keep to, shared by create and update. */
import { BlueGreenDeploymentConfiguration, refuse, type DeploymentGroup, type TagSelection } from '@sluice/model'
import { directoryKeys, type DirectoryChange, type Store } from '@sluice/store'
import type { Ports } from '../ports.ts'
import { refuseBadBlueGreen, type GivenSettings } from './blue-green-rules.ts'
import { refuseBadLaterHosts, type GivenLaterHosts } from './later-hosts/rules.ts'
import { refuseBadTags, withoutEmptySets } from './tag-rules.ts'
import { refuseBadTraffic } from './traffic-rules.ts'

/** A blue/green group always has its configuration, and no hosts that come by themselves; one in place keeps nothing of it. An empty set of tag groups is none. */
export function settled(given: DeploymentGroup): DeploymentGroup {
  const group = withoutEmptySets(given)
  if (group.deploymentStyle.deploymentType === 'BLUE_GREEN')
    return {
      blueGreenDeploymentConfiguration: BlueGreenDeploymentConfiguration.parse({}),
      ...group,
      newHosts: 'off',
      failedNewHosts: 'keep',
    }
  const { blueGreenDeploymentConfiguration: _, approvalPolicy: __, ...inPlace } = group
  return inPlace
}

export async function refuseBadSettings(
  store: Store,
  ports: Pick<Ports, 'provisioner'>,
  group: DeploymentGroup,
  given: GivenSettings & GivenLaterHosts & TagSelection,
): Promise<void> {
  refuseBadTags(given)
  await refuseBadTraffic(store, group)
  await refuseUnknownScalingGroups(store, group)
  refuseBadBlueGreen(ports, group, given)
  refuseBadLaterHosts(group, given)
}

async function refuseUnknownScalingGroups(
  store: Store,
  { accountId, autoScalingGroups }: DeploymentGroup,
): Promise<void> {
  for (const name of autoScalingGroups)
    if ((await store.get('scalingGroups', directoryKeys.scalingGroup(accountId, name))) === undefined)
      refuseScalingGroup(name)
}

function refuseScalingGroup(name: string): never {
  const message = `There is no scaling group ${name}: listScalingGroups names those there are, createScalingGroup makes one.`
  refuse('ScalingGroupDoesNotExist', message, [{ field: 'autoScalingGroups', rule: 'exists', message }])
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
