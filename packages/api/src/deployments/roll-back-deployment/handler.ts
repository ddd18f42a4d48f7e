import { isTerminal, refuse, type DeploymentGroup, type DeploymentSummary, type LastSuccessful } from '@sluice/model'
import type { Store } from '@sluice/store'
import { copiedScalingGroup } from '../../deployment-groups/blue-green-rules.ts'
import type { Call, Handler } from '../../handler.ts'
import { changeDirectory } from '../../queries/change-directory.ts'
import { creationOf } from '../../queries/deployment-spec-of.ts'
import { findDeployment } from '../../queries/find-deployment.ts'
import { findGroupOf } from '../../queries/find-group.ts'
import { refuseEndingOthers } from '../blue-green/ending-originals.ts'
import { hasUsersStill, wayBackByTraffic } from '../blue-green/way-back.ts'
import { deploymentSpec, drawBirth } from '../deployment-spec.ts'
import { hostsOf } from '../hosts-of.ts'
import { changedHosts, refuseNarrowBlueGreen } from './changed-hosts.ts'

/** A new deployment of what ran before, with the file rule of that time, linked both ways in the same commit. */
export const rollBackDeployment: Handler<'rollBackDeployment'> = async ({ deploymentId, onlyChangedHosts }, call) => {
  const birth = drawBirth(call)
  const message = `Rolled back by ${call.actor.name}`
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

/** The same rules as the button's; only how the rollback ended that was tried before is seen from here alone. */
async function refuseRollBack(store: Store, deployment: DeploymentSummary): Promise<void> {
  const { rollbackDeploymentId } = deployment.rollbackInfo ?? {}
  const tried = rollbackDeploymentId === undefined ? undefined : await store.getDeployment(rollbackDeploymentId)
  if (tried !== undefined) {
    if (!isTerminal(tried.status)) refuseNothing(`${tried.deploymentId} is taking it back already: wait for its end.`)
    if (tried.status === 'Succeeded')
      refuseNothing(`Already rolled back by ${tried.deploymentId}: deploy what you want with createDeployment.`)
    if (await hasUsersStill(store, deployment)) return
  }
  const { allowed, reason } = deployment.actions.rollBack
  if (!allowed) refuseNothing(reason ?? `${deployment.deploymentId} cannot be rolled back.`)
}

type Before = Pick<LastSuccessful, 'revision' | 'fileExistsBehavior'> & { onlyByTraffic?: true }

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

/**
 * Kept in the deployment's first fact: the group's last success at the time it was created. Users can go back to originals that
 * no deployment of this group ever touched; what they run has no name here.
 */
async function whatRunsAfterwards(store: Store, { deploymentId, blueGreen }: DeploymentSummary): Promise<Before> {
  const { spec, fallback } = await creationOf(store, deploymentId)
  if (fallback !== undefined) return fallback
  if (blueGreen?.kind === 'forward') return { ...spec, onlyByTraffic: true }
  refuseNothing(
    `Nothing had succeeded in the group before ${deploymentId}: deploy the revision you want with createDeployment.`,
  )
}

function refuseNothing(message: string): never {
  refuse('NothingToRollBackTo', message)
}
