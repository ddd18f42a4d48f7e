import { plan } from '@sluice/engine'
import type { DeploymentSummary, Revision } from '@sluice/model'
import type { Store } from '@sluice/store'
import type { Call, Handler } from '../../handler.ts'
import { artifactAt } from '../../queries/find-artifact.ts'
import { findConfig } from '../../queries/find-config.ts'
import { findGroup } from '../../queries/find-group.ts'
import { groupHistory } from '../../queries/group-history.ts'
import { matchingInstances } from '../../queries/matching-instances.ts'
import { offeredRevision } from '../../queries/offered-revision.ts'
import { plannedHosts } from './planned-hosts.ts'
import { revisionChanges } from './revision-changes.ts'
import { usualSecondsPerHost } from './usual-seconds.ts'
import { warningsOf } from './warnings.ts'

export const planDeployment: Handler<'planDeployment'> = async (input, call) => {
  const { store } = call.ports
  const { accountId } = call.actor
  const group = await findGroup(store, accountId, input.applicationName, input.deploymentGroupName)
  const config = await findConfig(store, accountId, input.deploymentConfigName ?? group.deploymentConfigName)
  const wanted = input.revision && (await offeredRevision(call, group.applicationName, input.revision))
  const { active, lastSuccessful } = await groupHistory(store, group)
  const hosts = await plannedHosts(call.ports, group, await matchingInstances(store, accountId, group))
  return {
    plan: plan({
      targets: hosts.map((host) => host.instanceName),
      minimumHealthyHosts: config.minimumHealthyHosts,
      secondsPerHost: await usualSecondsPerHost(store, group),
      silentTargets: hosts.filter((host) => !host.connected).map((host) => host.instanceName),
    }),
    hosts,
    ...(lastSuccessful && { runs: whatRuns(lastSuccessful) }),
    ...(active && { busy: { deploymentId: active.deploymentId } }),
    warnings: warningsOf({ hosts, wanted, lastSuccessful, active }),
    ...(wanted && lastSuccessful && (await changesAgainst(lastSuccessful, wanted, call))),
  }
}

const whatRuns = ({ revisionName, deploymentId, completeTime, createTime }: DeploymentSummary) => ({
  revisionName,
  deploymentId,
  completeTime: completeTime ?? createTime,
})

/** Only while the bytes of both are there. */
async function changesAgainst(runs: DeploymentSummary, wanted: Revision, { ports }: Call) {
  const before = await bundleOf(ports.store, runs)
  if (before === undefined) return {}
  const after = { sha256: wanted.sha256, bundleType: wanted.location.s3Location.bundleType }
  return { changes: await revisionChanges(ports.bundles, { name: runs.revisionName, ...before }, after) }
}

async function bundleOf(store: Store, { accountId, revision, revisionSha256 }: DeploymentSummary) {
  const artifact = await artifactAt(store, accountId, revision)
  if (artifact?.sha256 !== revisionSha256) return undefined
  return { sha256: revisionSha256, bundleType: revision.s3Location.bundleType }
}
