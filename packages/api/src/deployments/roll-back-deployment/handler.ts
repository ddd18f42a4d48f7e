import { refuse, type DeploymentSummary, type LastSuccessful } from '@sluice/model'
import type { Store } from '@sluice/store'
import type { Call, Handler } from '../../handler.ts'
import { changeDirectory } from '../../queries/change-directory.ts'
import { findConfig } from '../../queries/find-config.ts'
import { findDeployment } from '../../queries/find-deployment.ts'
import { findGroupOf } from '../../queries/find-group.ts'
import { matchingInstances } from '../../queries/matching-instances.ts'
import { deploymentSpec, drawBirth } from '../deployment-spec.ts'

/** A new deployment of what ran before, with the file rule of that time, linked both ways in the same commit. */
export const rollBackDeployment: Handler<'rollBackDeployment'> = async ({ deploymentId }, call) => {
  const birth = drawBirth(call)
  const message = `Rolled back by ${call.actor.name}`
  return changeDirectory(call, `deployment:${deploymentId}`, async (store) => {
    const deployment = await findDeployment(store, call.actor.accountId, deploymentId)
    const before = await whatRanBefore(store, deployment)
    const spec = deploymentSpec(call, birth, {
      ...(await asItStands(store, call, deployment)),
      revision: before.revision,
      fileExistsBehavior: before.fileExistsBehavior,
      rollbackOf: { deploymentId, message },
    })
    const { deploymentGroupId: groupId } = deployment
    return {
      changes: [],
      signals: [
        { to: 'group', groupId, kind: 'createDeployment', spec },
        {
          to: 'deployment',
          groupId,
          deploymentId,
          kind: 'rolledBackBy',
          rollbackDeploymentId: birth.deploymentId,
          message,
        },
      ],
      answer: { deploymentId: birth.deploymentId, revisionName: before.revision.name },
    }
  })
}

async function asItStands(store: Store, { actor }: Call, deployment: DeploymentSummary) {
  const { ignoreApplicationStopFailures } = deployment
  const group = await findGroupOf(store, deployment)
  const config = await findConfig(store, actor.accountId, deployment.deploymentConfigName)
  const targets = await matchingInstances(store, actor.accountId, group)
  return { group, config, targets, ignoreApplicationStopFailures }
}

/** Kept in the deployment's first fact: the group's last success at the time it was created. */
async function whatRanBefore(store: Store, { deploymentId }: DeploymentSummary): Promise<LastSuccessful> {
  const [created] = await store.loadEvents(`deployment:${deploymentId}`, 0, 1)
  if (created?.type === 'DeploymentCreated' && created.fallback !== undefined) return created.fallback
  refuse(
    'NothingToRollBackTo',
    `Nothing had succeeded in the group before ${deploymentId}: deploy the revision you want with createDeployment.`,
  )
}
