import type { DeploymentGroup, DeploymentSummary } from '@sluice/model'
import type { Store } from '@sluice/store'
import { copiedScalingGroup } from '../../deployment-groups/blue-green-rules.ts'
import type { Call, Handler } from '../../handler.ts'
import { changeDirectory } from '../../queries/change-directory.ts'
import { findDeployment } from '../../queries/find-deployment.ts'
import { findGroupOf } from '../../queries/find-group.ts'
import { refuseEndingOthers } from '../blue-green/ending-originals.ts'
import { wayBackByTraffic } from '../blue-green/way-back.ts'
import { deploymentSpec, drawBirth } from '../deployment-spec.ts'
import { hostsOf } from '../hosts-of.ts'
import { rolledBackBy } from './as-rollback.ts'
import { changedHosts, refuseNarrowBlueGreen } from './changed-hosts.ts'
import { refuseNothing, refuseRollBack, whatRunsAfterwards, type Before } from './what-it-takes-back.ts'

/** A new deployment of what ran before, with the file rule of that time, linked both ways in the same commit. */
export const rollBackDeployment: Handler<'rollBackDeployment'> = async ({ deploymentId, onlyChangedHosts }, call) => {
  const birth = drawBirth(call)
  const message = rolledBackBy(call.actor)
  return changeDirectory(call, `deployment:${deploymentId}`, async (store) => {
    const deployment = await findDeployment(store, call.actor.accountId, deploymentId)
    if (onlyChangedHosts) refuseNarrowBlueGreen(deployment)
    await refuseRollBack(store, deployment)
    const before = await whatRunsAfterwards(store, deployment)
    const spec = deploymentSpec(call, birth, {
      ...(await asItStands(store, call, deployment, before)),
      revision: before.revision,
      fileExistsBehavior: before.fileExistsBehavior,
      rollbackOf: { deploymentId, message },
    })
    const narrowing = onlyChangedHosts ? await changedHosts(store, deployment, spec.targets) : undefined
    const { deploymentGroupId: groupId } = deployment
    return {
      changes: [],
      signals: [
        { to: 'group', groupId, kind: 'createDeployment', spec, ...(narrowing && { narrowing }) },
        {
          to: 'deployment',
          groupId,
          deploymentId,
          kind: 'rolledBackBy',
          rollbackDeploymentId: birth.deploymentId,
          message,
        },
      ],
      answer: {
        deploymentId: birth.deploymentId,
        ...(!before.onlyByTraffic && { revisionName: before.revision.name }),
      },
    }
  })
}

/** The configuration as the deployment froze it: the one of that name may be gone by now, or another one. */
async function asItStands(store: Store, { ports }: Call, deployment: DeploymentSummary, before: Before) {
  const { ignoreApplicationStopFailures, deploymentConfigName, minimumHealthyHosts } = deployment
  const group = await findGroupOf(store, deployment)
  const config = { deploymentConfigName, minimumHealthyHosts }
  const settings = { group, config, ignoreApplicationStopFailures }
  if (group.deploymentStyle.deploymentType === 'BLUE_GREEN') {
    const way = await wayBackByTraffic(store, deployment)
    if (typeof way !== 'string') return { ...settings, ...way }
    refuseWithoutFleet(group, before, way)
  }
  const hosts = await hostsOf(ports, store, group, undefined)
  await refuseEndingOthers(store, group, hosts)
  return { ...settings, ...hosts }
}

/** Nothing can be installed where no replacement fleet is: then there is only the way by traffic, and why it is closed. */
function refuseWithoutFleet(group: DeploymentGroup, { revision, onlyByTraffic }: Before, way: string): void {
  if (onlyByTraffic) refuseNothing(`${way} Deploy the revision you want with createDeployment.`)
  if (copiedScalingGroup(group) === undefined)
    refuseNothing(
      `${way} This group has no replacement hosts of its own: deploy ${revision.name} with createDeployment, and name the hosts in targetInstances.`,
    )
}
