import { directoryKeys } from '@sluice/store'
import type { Handler } from '../../handler.ts'
import { isOfScalingGroup, registeredInstances } from '../../queries/matching-instances.ts'
import { byNaturalOrder } from '../../queries/natural-order.ts'

export const listScalingGroups: Handler<'listScalingGroups'> = async (_, { actor, ports: { store } }) => {
  const groups = await store.list('scalingGroups', directoryKeys.scalingGroups(actor.accountId))
  const instances = await registeredInstances(store, actor.accountId)
  return {
    scalingGroups: groups.map((group) => ({
      ...group,
      instances: instances
        .filter(({ tags }) => isOfScalingGroup(tags, [group.name]))
        .map(({ instanceName }) => instanceName)
        .toSorted(byNaturalOrder),
    })),
  }
}
