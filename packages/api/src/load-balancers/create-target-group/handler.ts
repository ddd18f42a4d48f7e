import { limits, refuse, type TargetGroup } from '@sluice/model'
import { directoryKeys, type Store } from '@sluice/store'
import type { Handler } from '../../handler.ts'
import { changeDirectory } from '../../queries/change-directory.ts'
import { findLoadBalancer } from '../../queries/find-balancer.ts'
import { isoTime } from '../../queries/random-ids.ts'

export const createTargetGroup: Handler<'createTargetGroup'> = async (input, call) => {
  const { accountId, name: createdBy } = call.actor
  const targetGroup: TargetGroup = { ...input, accountId, createTime: isoTime(call.ports.now()), createdBy }
  return changeDirectory(call, `targetGroup:${input.name}`, async (store) => {
    await findLoadBalancer(store, accountId, input.loadBalancerName)
    await refuseTakenOrFull(store, targetGroup)
    const key = directoryKeys.targetGroup(accountId, input.name)
    return { changes: [{ collection: 'targetGroups', key, put: targetGroup }], answer: { name: input.name } }
  })
}

async function refuseTakenOrFull(store: Store, { accountId, name }: TargetGroup): Promise<void> {
  const all = await store.list('targetGroups', directoryKeys.targetGroups(accountId))
  if (all.some((other) => other.name === name))
    refuse('TargetGroupAlreadyExists', `There is a target group ${name} already: choose another name.`)
  if (all.length >= limits.targetGroupsPerAccount)
    refuse(
      'TargetGroupLimitExceeded',
      `There are at most ${limits.targetGroupsPerAccount} target groups: delete a load balancer that is not used.`,
    )
}
