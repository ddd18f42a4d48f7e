import type { DeploymentGroup } from '@sluice/model'
import { directoryKeys, type DirectoryChange, type Store } from '@sluice/store'
import type { Handler } from '../../handler.ts'
import type { ParsedOf } from '../../operation.ts'
import { changeDirectory } from '../../queries/change-directory.ts'
import { findConfig } from '../../queries/find-config.ts'
import { findGroup } from '../../queries/find-group.ts'
import { fleetOf } from '../../queries/fleet.ts'
import { activeDeployment } from '../../queries/group-history.ts'
import { refuseRenaming } from '../../queries/renaming.ts'
import { groupResource, groupRows, refuseBadSettings, refuseTakenName, settled } from '../group-rules.ts'
import { toldOfEdit } from '../later-hosts/appearing-hosts.ts'
import { refuseLeavingUsers } from '../kept-users.ts'
import { withoutReplacedTags } from '../tag-rules.ts'
import type { updateDeploymentGroup as contract } from './contract.ts'

export const updateDeploymentGroup: Handler<'updateDeploymentGroup'> = async (input, call) => {
  const { accountId } = call.actor
  const { applicationName, currentDeploymentGroupName, newDeploymentGroupName } = input
  const decide = async (store: Store) => {
    const before = await findGroup(store, accountId, applicationName, currentDeploymentGroupName)
    const group = changed(before, input)
    await findConfig(store, accountId, group.deploymentConfigName)
    await refuseBadSettings(store, call.ports, group, input)
    await refuseLeavingUsers(store, before, group)
    if (isRenamed(before, group)) await refuseNewName(store, before, group)
    const matching = await fleetOf(store, group)
    return {
      changes: [...leaving(before, group), ...groupRows(group)],
      renames: renamesOf(before, group),
      answer: { matchingInstances: matching },
      signals: await toldOfEdit(call.ports, store, before, group, matching),
    }
  }
  const isNewName = newDeploymentGroupName !== undefined && newDeploymentGroupName !== currentDeploymentGroupName
  const detail = isNewName ? `renamed to ${newDeploymentGroupName}` : undefined
  return changeDirectory(call, groupResource(applicationName, currentDeploymentGroupName), decide, detail)
}

/**
 * What is left out stays as it was; an empty list clears, and so does `null` for the approval policy. Of the two forms of tags
 * of one kind, the one that is given takes the other's place.
 */
function changed(before: DeploymentGroup, input: ParsedOf<typeof contract>): DeploymentGroup {
  const { newDeploymentGroupName, currentDeploymentGroupName, applicationName: _, approvalPolicy, ...settings } = input
  const { approvalPolicy: policyBefore, ...rest } = before
  const policy = approvalPolicy === undefined ? policyBefore : approvalPolicy
  const deploymentGroupName = newDeploymentGroupName ?? currentDeploymentGroupName
  const kept = withoutReplacedTags(rest, input)
  return settled({ ...kept, ...settings, ...(policy && { approvalPolicy: policy }), deploymentGroupName })
}

const isRenamed = (before: DeploymentGroup, group: DeploymentGroup): boolean =>
  before.deploymentGroupName !== group.deploymentGroupName

async function refuseNewName(store: Store, before: DeploymentGroup, group: DeploymentGroup): Promise<void> {
  if ((await store.get('deploymentGroups', keyOf(group))) !== undefined) refuseTakenName(group)
  const running = await activeDeployment(store, before)
  refuseRenaming(running && { ...running, where: before.deploymentGroupName }, 'group', 'newDeploymentGroupName')
}

/** A renamed group leaves its old place; its id, and with it its hosts' memory, stays. */
function leaving(before: DeploymentGroup, group: DeploymentGroup): DirectoryChange[] {
  if (!isRenamed(before, group)) return []
  return [{ collection: 'deploymentGroups', key: keyOf(before), remove: true }]
}

function renamesOf(before: DeploymentGroup, group: DeploymentGroup) {
  if (!isRenamed(before, group)) return []
  const { accountId, deploymentGroupId, deploymentGroupName } = group
  return [{ of: 'deploymentGroup' as const, accountId, deploymentGroupId, to: deploymentGroupName }]
}

const keyOf = ({ accountId, applicationName, deploymentGroupName }: DeploymentGroup): string =>
  directoryKeys.group(accountId, applicationName, deploymentGroupName)
