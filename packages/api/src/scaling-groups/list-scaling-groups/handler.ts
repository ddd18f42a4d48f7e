import { directoryKeys } from '@sluice/store'
import type { Handler } from '../../handler.ts'
import { namesMatching, registeredInstances } from '../../queries/matching-instances.ts'

export const listScalingGroups: Handler<'listScalingGroups'> = async (_, { actor, ports: { store } }) => {
  const groups = await store.list('scalingGroups', directoryKeys.scalingGroups(actor.accountId))
  const instances = await registeredInstances(store, actor.accountId)
  const instancesOf = (name: string) => namesMatching(store, instances, { autoScalingGroups: [name] })
  return {
    scalingGroups: await Promise.all(
      groups.map(async (group) => ({ ...group, instances: await instancesOf(group.name) })),
    ),
  }
}
