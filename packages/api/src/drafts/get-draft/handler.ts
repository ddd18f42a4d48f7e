import type { Handler } from '../../handler.ts'
import { findDraft } from '../find-draft.ts'

export const getDraft: Handler<'getDraft'> = async ({ draftId }, { actor, ports }) => {
  const {
    accountId: _,
    userId: __,
    startedAs: ___,
    ...draft
  } = await findDraft(ports.store, actor.accountId, draftId, ports.now())
  return draft
}
