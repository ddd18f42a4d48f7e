/** Tags as people give them to hosts. Browser-safe. */
import { InstanceName, Tag } from '@sluice/model'
import { z } from 'zod'

/** Who carries `aws:autoscaling:groupName` is ours to end. */
const mayBeGiven = z
  .array(Tag)
  .refine(
    (tags) => !tags.some((tag) => /^aws:/i.test(tag.Key)),
    'must not have keys that start with aws:, which scaling groups keep for themselves',
  )

export const GivenTags = mayBeGiven.refine(
  (tags) => new Set(tags.map(({ Key }) => Key)).size === tags.length,
  'must not have a key twice: a host has one value for a key',
)
export const TagsToAdd = GivenTags.min(1, 'must not be empty')
export const TagsToRemove = mayBeGiven.min(1, 'must not be empty')
export const TaggedInstances = z.array(InstanceName).min(1, 'must not be empty')
