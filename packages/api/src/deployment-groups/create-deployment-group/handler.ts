import { defaultServerConfigName, inPlaceStyle, limits, refuse, type DeploymentGroup } from '@sluice/model'
import { directoryKeys, type Store } from '@sluice/store'
import type { Call, Handler } from '../../handler.ts'
import type { ParsedOf } from '../../operation.ts'
import { changeDirectory } from '../../queries/change-directory.ts'
import { findApplication } from '../../queries/find-application.ts'
import { findConfig } from '../../queries/find-config.ts'
import { fleetOf } from '../../queries/fleet.ts'
import { drawUuid, isoTime } from '../../queries/random-ids.ts'
import { groupResource, groupRows, refuseBadSettings, refuseTakenName, settled } from '../group-rules.ts'
import type { createDeploymentGroup as contract } from './contract.ts'

export const createDeploymentGroup: Handler<'createDeploymentGroup'> = async (input, call) => {
  const group = newGroup(input, call)
  const { accountId, applicationName, deploymentGroupId } = group
  return changeDirectory(call, groupResource(applicationName, group.deploymentGroupName), async (store) => {
    await findApplication(store, accountId, applicationName)
    await findConfig(store, accountId, group.deploymentConfigName)
    await refuseIfTakenOrFull(store, group)
    await refuseBadSettings(store, call.ports, group, input)
    const matching = await fleetOf(store, group)
    return { changes: groupRows(group), answer: { deploymentGroupId, matchingInstances: matching } }
  })
}

function newGroup(input: ParsedOf<typeof contract>, { actor, ports }: Call): DeploymentGroup {
  return settled({
    deploymentGroupId: drawUuid(ports),
    accountId: actor.accountId,
    applicationName: input.applicationName,
    deploymentGroupName: input.deploymentGroupName,
    computePlatform: 'Server',
    deploymentConfigName: input.deploymentConfigName ?? defaultServerConfigName,
    deploymentStyle: input.deploymentStyle ?? inPlaceStyle,
    ec2TagFilters: input.ec2TagFilters ?? [],
    onPremisesInstanceTagFilters: input.onPremisesInstanceTagFilters ?? [],
    ...(input.ec2TagSet && { ec2TagSet: input.ec2TagSet }),
    ...(input.onPremisesTagSet && { onPremisesTagSet: input.onPremisesTagSet }),
    autoScalingGroups: input.autoScalingGroups ?? [],
    ...(input.loadBalancerInfo && { loadBalancerInfo: input.loadBalancerInfo }),
    ...(input.blueGreenDeploymentConfiguration && {
      blueGreenDeploymentConfiguration: input.blueGreenDeploymentConfiguration,
    }),
    ...(input.approvalPolicy && { approvalPolicy: input.approvalPolicy }),
    ...(input.autoRollbackConfiguration && { autoRollbackConfiguration: input.autoRollbackConfiguration }),
    newHosts: input.newHosts ?? 'off',
    outdatedInstancesStrategy: input.outdatedInstancesStrategy ?? 'UPDATE',
    failedNewHosts: input.failedNewHosts ?? 'keep',
    ...(input.serviceRoleArn !== undefined && { serviceRoleArn: input.serviceRoleArn }),
    createTime: isoTime(ports.now()),
    createdBy: actor.name,
  })
}

async function refuseIfTakenOrFull(store: Store, group: DeploymentGroup): Promise<void> {
  const groups = await store.list('deploymentGroups', directoryKeys.groups(group.accountId, group.applicationName))
  if (groups.some((other) => other.deploymentGroupName === group.deploymentGroupName)) refuseTakenName(group)
  if (groups.length >= limits.groupsPerApplication)
    refuse(
      'DeploymentGroupLimitExceededException',
      `An application has at most ${limits.groupsPerApplication} groups: this one would be one too many.`,
    )
}
