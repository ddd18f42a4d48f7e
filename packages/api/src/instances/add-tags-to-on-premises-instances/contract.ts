import { z } from 'zod'
import { operation } from '../../operation.ts'
import { TaggedInstances, TagsToAdd, TagsToRemove } from '../given-tags.ts'

export const addTagsToOnPremisesInstances = operation({
  name: 'addTagsToOnPremisesInstances',
  summary:
    'Add tags to hosts, or change their values; groups that select by them take part at once, nothing is deployed',
  writes: true,
  input: z.strictObject({
    tags: TagsToAdd,
    instanceNames: TaggedInstances,
    /** In the same change: a host is never seen without the ones and not yet with the others. */
    tagsToRemove: TagsToRemove.optional(),
  }),
  output: z.object({}),
  refuses: ['TagLimitExceededException', 'InstanceLimitExceededException', 'InstanceNotRegisteredException'],
})
