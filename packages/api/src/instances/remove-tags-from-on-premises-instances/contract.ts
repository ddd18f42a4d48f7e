import { z } from 'zod'
import { operation } from '../../operation.ts'
import { TaggedInstances, TagsToRemove } from '../given-tags.ts'

export const removeTagsFromOnPremisesInstances = operation({
  name: 'removeTagsFromOnPremisesInstances',
  summary: 'Remove tags from hosts, by key and value; what is installed stays',
  writes: true,
  input: z.strictObject({ tags: TagsToRemove, instanceNames: TaggedInstances }),
  output: z.object({}),
  refuses: ['TagLimitExceededException', 'InstanceLimitExceededException', 'InstanceNotRegisteredException'],
})
