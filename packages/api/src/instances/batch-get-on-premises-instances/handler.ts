import { limits, refuse } from '@sluice/model'
import type { Handler } from '../../handler.ts'
import { instanceInfo } from '../../queries/instance-info.ts'
import { findInstance } from '../find-instance.ts'

export const batchGetOnPremisesInstances: Handler<'batchGetOnPremisesInstances'> = async (input, { actor, ports }) => {
  const { instanceNames } = input
  if (instanceNames.length > limits.batchGetTargets)
    refuse(
      'BatchLimitExceededException',
      `instanceNames names ${instanceNames.length} hosts: ask for at most ${limits.batchGetTargets} at a time.`,
    )
  const found = await Promise.all(instanceNames.map((name) => findInstance(ports.store, actor.accountId, name)))
  return { instanceInfos: found.map((instance) => instanceInfo(instance, ports)) }
}
