import { limits, refuse, type Draft } from '@sluice/model'
import { directoryKeys, type Store } from '@sluice/store'
import { isOver } from './draft-age.ts'

export async function findDraft(store: Store, accountId: string, draftId: string, now: number): Promise<Draft> {
  const draft = await store.get('drafts', directoryKeys.draft(accountId, draftId))
  if (draft !== undefined && !isOver(draft, now)) return draft
  refuse(
    'DraftDoesNotExist',
    `There is no draft ${draftId}: it was started, gave way to newer ones, or nobody touched it for ${limits.draftDays} days. Begin a new deployment.`,
  )
}
