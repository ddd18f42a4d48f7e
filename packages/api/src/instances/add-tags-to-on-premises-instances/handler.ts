import type { Handler } from '../../handler.ts'
import { changeDirectory } from '../../queries/change-directory.ts'
import { rowsWithTags, tagsInWords } from '../changed-tags.ts'
import { instancesResource } from '../instances-resource.ts'

export const addTagsToOnPremisesInstances: Handler<'addTagsToOnPremisesInstances'> = async (input, call) => {
  const { tags, instanceNames, tagsToRemove = [] } = input
  const change = { tagsToAdd: tags, tagsToRemove }
  return changeDirectory(
    call,
    instancesResource(instanceNames),
    async (store) => ({
      changes: await rowsWithTags(store, call.actor.accountId, instanceNames, change),
      answer: {},
    }),
    tagsToRemove.length === 0 ? tagsInWords(tags) : `${tagsInWords(tags)} in place of ${tagsInWords(tagsToRemove)}`,
  )
}
