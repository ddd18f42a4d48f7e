import type { Handler } from '../../handler.ts'
import { changeDirectory } from '../../queries/change-directory.ts'
import { rowsWithTags, tagsInWords } from '../changed-tags.ts'
import { instancesResource } from '../instances-resource.ts'

export const removeTagsFromOnPremisesInstances: Handler<'removeTagsFromOnPremisesInstances'> = async (input, call) => {
  const { tags, instanceNames } = input
  const change = { tagsToAdd: [], tagsToRemove: tags }
  return changeDirectory(
    call,
    instancesResource(instanceNames),
    async (store) => ({
      changes: await rowsWithTags(store, call.actor.accountId, instanceNames, change),
      answer: {},
    }),
    tagsInWords(tags),
  )
}
