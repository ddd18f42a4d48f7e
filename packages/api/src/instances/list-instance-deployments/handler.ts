import type { DeploymentSummary, DeploymentTarget } from '@sluice/model'
import type { Handler } from '../../handler.ts'
import { findInstance } from '../find-instance.ts'
import { wasInstalled } from '../../queries/has-passed.ts'
import type { InstanceDeployment } from './contract.ts'

/** One look-up each, by an index: a few milliseconds for a page, however many deployments there are. */
const looksAtOnce = 200

export const listInstanceDeployments: Handler<'listInstanceDeployments'> = async (input, { actor, ports }) => {
  const { store } = ports
  const { accountId } = actor
  const { instanceName, nextToken: cursor } = input
  await findInstance(store, accountId, instanceName)
  const page = await store.listDeployments({ accountId, limit: looksAtOnce, ...(cursor !== undefined && { cursor }) })
  const deployments: InstanceDeployment[] = []
  for (const deployment of page.rows) {
    const target = await store.getTarget(deployment.deploymentId, instanceName)
    if (target !== undefined) deployments.push(onThisHost(deployment, target))
  }
  const oldest = page.rows.at(-1)
  return {
    deployments,
    ...(page.next !== undefined && { nextToken: page.next, ...(oldest && { lookedBackTo: oldest.createTime }) }),
  }
}

function onThisHost(deployment: DeploymentSummary, target: DeploymentTarget): InstanceDeployment {
  const { deploymentId, applicationName, deploymentGroupName, revisionName, status, createTime } = deployment
  const failed = target.lifecycleEvents.find((event) => event.status === 'Failed')
  return {
    deploymentId,
    applicationName,
    deploymentGroupName,
    revisionName,
    status,
    createTime,
    targetStatus: target.status,
    ...(target.startTime !== undefined && { wasStarted: true }),
    ...(target.statusReason !== undefined && { statusReason: target.statusReason }),
    installed: wasInstalled(target),
    ...(failed && { failedEvent: failed.lifecycleEventName }),
  }
}
