import {
  neverDeployed,
  type DeploymentGroup,
  type DeploymentSummary,
  type DeploymentTarget,
  type Instance,
} from '@sluice/model'
import { directoryKeys, type Store } from '@sluice/store'
import type { Handler } from '../../handler.ts'
import { driftOf } from '../../deployment-groups/get-group-drift/drift-of.ts'
import { groupHistory } from '../../queries/group-history.ts'
import { hasBegun, wasInstalled } from '../../queries/has-passed.ts'
import { namesMatching } from '../../queries/matching-instances.ts'
import { pageAfter } from '../../queries/pages.ts'
import { ofHostsNow } from '../../queries/same-host.ts'
import { groupPath } from '../../queries/target-group-use.ts'
import { findInstance } from '../find-instance.ts'
import type { InstanceGroup } from './contract.ts'

/** Each group costs a few reads. */
const groupsPerPage = 25
/** Of this host, whatever number of deployments to others came in between. */
const rowsOfHost = 20
const mostLookedAt = 300

export const listInstanceGroups: Handler<'listInstanceGroups'> = async (input, { actor, ports: { store } }) => {
  const instance = await findInstance(store, actor.accountId, input.instanceName)
  const page = pageAfter(await groupsOf(store, instance), input.nextToken, groupPath, { size: groupsPerPage })
  const groups: InstanceGroup[] = []
  for (const group of page.rows) groups.push(await asGroupOf(store, group, input.instanceName))
  return { groups, ...(page.nextToken !== undefined && { nextToken: page.nextToken }) }
}

/** Whoever is deregistered is in none, whatever its tags. */
async function groupsOf(store: Store, instance: Instance): Promise<DeploymentGroup[]> {
  if (instance.deregisterTime !== undefined) return []
  const found: DeploymentGroup[] = []
  for (const group of await store.list('deploymentGroups', directoryKeys.applications(instance.accountId)))
    if ((await namesMatching(store, [instance], group)).length > 0) found.push(group)
  return found
}

async function asGroupOf(store: Store, group: DeploymentGroup, instanceName: string): Promise<InstanceGroup> {
  const { applicationName, deploymentGroupName, deploymentStyle } = group
  const { active, lastSuccessful } = await groupHistory(store, group)
  const { last, installed } = await onHost(store, group, instanceName)
  const known = await store.getStanding(group.deploymentGroupId, instanceName)
  const standing = known ?? neverDeployed
  const isChanging =
    last !== undefined && last.deployment.deploymentId === active?.deploymentId && hasBegun(last.target)
  const begun = new Set(isChanging ? [instanceName] : [])
  const drift = await driftOf(store, [instanceName], { last: lastSuccessful, standingOf: () => known, begun })
  return {
    applicationName,
    deploymentGroupName,
    deploymentType: deploymentStyle.deploymentType,
    isTried: known !== undefined,
    instanceHealth: standing.instanceHealth,
    revisionHealth: standing.revisionHealth,
    ...(installed && { installed: done(installed) }),
    ...(lastSuccessful && { runs: done(lastSuccessful) }),
    isChanging,
    isDrifting: drift.length > 0,
    ...(last && {
      last: { ...done(last.deployment), status: last.deployment.status, targetStatus: last.target.status },
    }),
    ...(active && { activeDeploymentId: active.deploymentId }),
  }
}

interface OnHost {
  last?: { deployment: DeploymentSummary; target: DeploymentTarget }
  installed?: DeploymentSummary
}

async function onHost(
  store: Store,
  { accountId, deploymentGroupId }: DeploymentGroup,
  instanceName: string,
): Promise<OnHost> {
  const those = { accountId, deploymentGroupId, targetId: instanceName, limit: rowsOfHost, mostLookedAt }
  const { rows } = await store.listTargetsOfHost(those)
  const isOfIt = await ofHostsNow(store, { accountId }, [instanceName])
  const deploymentOf = async (target: DeploymentTarget | undefined) => {
    const deployment = target && (await store.getDeployment(target.deploymentId))
    return deployment && target && isOfIt(target, deployment) ? { deployment, target } : undefined
  }
  const [last, installed] = await Promise.all([rows[0], rows.find(wasInstalled)].map(deploymentOf))
  return { ...(last && { last }), ...(installed && { installed: installed.deployment }) }
}

const done = ({ deploymentId, revisionName, completeTime, createTime }: DeploymentSummary) => ({
  deploymentId,
  revisionName,
  time: completeTime ?? createTime,
})
