import { refuse, type DeploymentGroup, type DeploymentSpec, type DeploymentSummary, type Revision } from '@sluice/model'
import { directoryKeys, type DirectoryChange, type Store } from '@sluice/store'
import type { Handler } from '../../handler.ts'
import { changeDirectory } from '../../queries/change-directory.ts'
import { findConfig } from '../../queries/find-config.ts'
import { findDeployment } from '../../queries/find-deployment.ts'
import { findGroup } from '../../queries/find-group.ts'
import { offeredRevision } from '../../queries/offered-revision.ts'
import { isoTime } from '../../queries/random-ids.ts'
import { inUse, revisionRow, usedAt } from '../../queries/revisions.ts'
import { refuseBadBalancer } from '../blue-green/balancer-problem.ts'
import { refuseEndingOthers } from '../blue-green/ending-originals.ts'
import { deploymentSpec, drawBirth } from '../deployment-spec.ts'
import { hostsOf } from '../hosts-of.ts'
import { meantHosts } from '../narrowing/meant-hosts.ts'
import { narrowingOf } from '../narrowing/narrowing.ts'
import { refuseUnlikeShown } from '../plan-deployment/seen.ts'
import { asRollback, inAHurry } from '../roll-back-deployment/as-rollback.ts'
import { partOfZones, zonedHosts } from '../zones/zoned-hosts.ts'

/** A group without a matching host is accepted, and its deployment fails at once with NO_INSTANCES, as CodeDeploy's does. */
export const createDeployment: Handler<'createDeployment'> = async (input, call) => {
  const { applicationName, deploymentGroupName, redeployOf, rollbackOf: takenBack, seen } = input
  const { accountId } = call.actor
  const birth = drawBirth(call)
  await findGroup(call.ports.store, accountId, applicationName, deploymentGroupName)
  const offered = await offeredRevision(call, applicationName, input.revision)
  return changeDirectory(call, `deployment:${birth.deploymentId}`, async (store) => {
    const group = await findGroup(store, accountId, applicationName, deploymentGroupName)
    const asFound = await findConfig(store, accountId, input.deploymentConfigName ?? group.deploymentConfigName)
    const config = takenBack === undefined ? asFound : inAHurry(asFound)
    if (redeployOf !== undefined) refuseAnother(await findDeployment(store, accountId, redeployOf), group, offered)
    const rollbackOf =
      takenBack === undefined ? undefined : await asRollback(call, store, { group, offered, rollbackOf: takenBack })
    const revision = await registered(store, offered)
    await refuseBadBalancer(call.ports, store, group)
    const found = await hostsOf(call.ports, store, group, input.targetInstances)
    const hosts = { ...found, ...(await zonedHosts(store, group, config, found.targets)) }
    await refuseEndingOthers(store, group, hosts)
    const narrowing = narrowingOf(group, input, hosts.targets)
    const { targets } = await meantHosts({ ...call.ports, store }, group, hosts.targets, { narrowing })
    refuseUnlikeShown(seen, { ...hosts, ...partOfZones(hosts, targets), targets, config, sha256: offered.sha256 })
    const spec = deploymentSpec(call, birth, {
      ...input,
      ...hosts,
      group,
      config,
      revision: inUse(revision),
      rollbackOf,
    })
    return {
      changes: [
        revisionRow(usedAt(revision, isoTime(spec.createdAt))),
        ...(await draftStarted(store, accountId, spec, input.draftId)),
      ],
      signals: [
        {
          to: 'group',
          groupId: group.deploymentGroupId,
          kind: 'createDeployment',
          spec,
          ...(narrowing && { narrowing }),
        },
      ],
      answer: { deploymentId: birth.deploymentId },
    }
  })
}

/** History says of a redeploy that it is the same again. */
function refuseAnother(
  { deploymentId, deploymentGroupId, deploymentGroupName, revisionSha256, revisionName }: DeploymentSummary,
  group: DeploymentGroup,
  offered: Revision,
): void {
  if (deploymentGroupId === group.deploymentGroupId && revisionSha256 === offered.sha256) return
  const message = `redeployOf is ${deploymentId}, which deployed ${revisionName} to ${deploymentGroupName}: leave it out to deploy ${offered.name} to ${group.deploymentGroupName}.`
  refuse('InvalidInputException', message, [{ field: 'redeployOf', rule: 'same', message }])
}

/** Registered by this very call when nobody did before. */
async function registered(store: Store, offered: Revision): Promise<Revision> {
  const key = directoryKeys.revision(offered.accountId, offered.applicationName, offered.revisionId)
  return (await store.get('revisions', key)) ?? offered
}

/** Whoever was sent the link of a draft comes to the deployment that it became. */
async function draftStarted(
  store: Store,
  accountId: string,
  { deploymentId, createdAt }: DeploymentSpec,
  draftId: string | undefined,
): Promise<DirectoryChange[]> {
  if (draftId === undefined) return []
  const key = directoryKeys.draft(accountId, draftId)
  const draft = await store.get('drafts', key)
  if (draft === undefined || draft.startedAs !== undefined) return []
  return [{ collection: 'drafts', key, put: { ...draft, startedAs: deploymentId, updateTime: isoTime(createdAt) } }]
}
