import { limits, refuse, type Draft } from '@sluice/model'
import { directoryKeys, type Store } from '@sluice/store'
import { isOver } from './draft-age.ts'

export async function findDraft(store: Store, accountId: string, draftId: string, now: number): Promise<Draft> {
  const draft = await store.get('drafts', directoryKeys.draft(accountId, draftId))
  if (draft?.startedAs !== undefined) refuseStarted(draftId, draft.startedAs)
  if (draft !== undefined && !isOver(draft, now)) return draft
  refuse(
    'DraftDoesNotExist',
    `There is no draft ${draftId}: it gave way to newer ones, or nobody touched it for ${limits.draftDays} days. Begin a new deployment.`,
  )
}

/** Who has the link finds the deployment. */
function refuseStarted(draftId: string, deploymentId: string): never {
  const message = `The draft ${draftId} was started and is deployment ${deploymentId} now.`
  refuse('DraftDoesNotExist', message, [{ field: 'draftId', rule: 'started', message, fix: deploymentId }])
}
