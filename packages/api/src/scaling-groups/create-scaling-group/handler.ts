import { refuse, type ScalingGroup } from '@sluice/model'
import { directoryKeys } from '@sluice/store'
import type { Handler } from '../../handler.ts'
import { changeDirectory } from '../../queries/change-directory.ts'
import { isoTime } from '../../queries/random-ids.ts'

export const createScalingGroup: Handler<'createScalingGroup'> = async (input, call) => {
  const { accountId, name: createdBy } = call.actor
  const group: ScalingGroup = { ...input, accountId, createTime: isoTime(call.ports.now()), createdBy }
  const key = directoryKeys.scalingGroup(accountId, input.name)
  return changeDirectory(call, `scalingGroup:${input.name}`, async (store) => {
    if ((await store.get('scalingGroups', key)) !== undefined)
      refuse('ScalingGroupAlreadyExists', `There is a scaling group ${input.name} already: choose another name.`)
    return { changes: [{ collection: 'scalingGroups', key, put: group }], answer: { name: input.name } }
  })
}
