import { z } from 'zod'
import { operation } from '../../operation.ts'
import { TaggedInstances, TagsToAdd } from '../given-tags.ts'

export const addTagsToOnPremisesInstances = operation({
  name: 'addTagsToOnPremisesInstances',
  summary:
    'Add tags to hosts, or change their values; groups that select by them take part at once, nothing is deployed',
  writes: true,
  input: z.strictObject({ tags: TagsToAdd, instanceNames: TaggedInstances }),
  output: z.object({}),
  refuses: ['TagLimitExceededException', 'InstanceLimitExceededException', 'InstanceNotRegisteredException'],
})
