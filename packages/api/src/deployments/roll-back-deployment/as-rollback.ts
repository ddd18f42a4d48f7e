/**
 * A deployment that takes another one back, with settings that somebody looked at first. Refused is what `rollBackDeployment` refuses,
 * and what would be no rollback: another group, another revision.
 */
import {
  refuse,
  type DeploymentConfigInfo,
  type DeploymentGroup,
  type DeploymentSpec,
  type Revision,
} from '@sluice/model'
import type { Store } from '@sluice/store'
import type { Call } from '../../handler.ts'
import { findDeployment } from '../../queries/find-deployment.ts'
import { wayBackByTraffic } from '../blue-green/way-back.ts'
import { refuseRollBack, whatRunsAfterwards } from './what-it-takes-back.ts'

type RollbackOf = NonNullable<DeploymentSpec['rollbackOf']>

export async function asRollback(
  { actor }: Pick<Call, 'actor'>,
  store: Store,
  { group, offered, rollbackOf: deploymentId }: { group: DeploymentGroup; offered: Revision; rollbackOf: string },
): Promise<RollbackOf> {
  const deployment = await findDeployment(store, actor.accountId, deploymentId)
  if (deployment.deploymentGroupId !== group.deploymentGroupId)
    refuseField(`rollbackOf is ${deploymentId}, which went to ${deployment.deploymentGroupName}: leave it out.`)
  await refuseRollBack(store, deployment)
  if (deployment.blueGreen !== undefined && typeof (await wayBackByTraffic(store, deployment)) !== 'string')
    refuseField(`The originals of ${deploymentId} are still there: rollBackDeployment sends users back to them.`)
  const { revision } = await whatRunsAfterwards(store, deployment)
  if (revision.sha256 !== offered.sha256)
    refuseField(`${deploymentId} is rolled back to ${revision.name}: leave rollbackOf out to deploy ${offered.name}.`)
  return { deploymentId, message: rolledBackBy(actor) }
}

export const rolledBackBy = ({ name }: Call['actor']): string => `Rolled back by ${name}`

/** It is in a hurry, and ignores zones. */
export function inAHurry(config: DeploymentConfigInfo): DeploymentConfigInfo {
  const { zonalConfig: _, ...rest } = config
  return rest
}

function refuseField(message: string): never {
  refuse('InvalidInputException', message, [{ field: 'rollbackOf', message }])
}
