import { limits, personId, type Draft } from '@sluice/model'
import { directoryKeys, type DirectoryChange } from '@sluice/store'
import type { Call, Handler } from '../../handler.ts'
import { changeDirectory } from '../../queries/change-directory.ts'
import { isoTime } from '../../queries/random-ids.ts'
import { isOver } from '../draft-age.ts'
import { findDraft } from '../find-draft.ts'

/** Nobody is stopped by a full drawer: the oldest draft of the same person goes. */
export const saveDraft: Handler<'saveDraft'> = async ({ draftId, search }, call) => {
  const { actor, ports } = call
  const { accountId } = actor
  const drawn = draftId ?? drawDraftId(call)
  return changeDirectory(call, `draft:${drawn}`, async (store) => {
    const now = ports.now()
    const before = draftId === undefined ? undefined : await findDraft(store, accountId, draftId, now)
    const draft: Draft = {
      ...(before ?? { draftId: drawn, accountId, userId: personId(actor), createdBy: actor.name }),
      search,
      updatedBy: actor.name,
      updateTime: isoTime(now),
    }
    const others = await store.list('drafts', directoryKeys.drafts(accountId))
    return {
      changes: [
        ...leaving(others, draft, now).map(removal),
        { collection: 'drafts', key: directoryKeys.draft(accountId, drawn), put: draft },
      ],
      answer: { draftId: drawn },
    }
  })
}

/** Those that are over, and the oldest of a person who has too many. */
function leaving(all: readonly Draft[], saved: Draft, now: number): Draft[] {
  const others = all.filter(({ draftId }) => draftId !== saved.draftId)
  const own = others
    .filter((draft) => draft.userId === saved.userId && !isOver(draft, now))
    .toSorted((a, b) => startedLast(a, b) || Date.parse(b.updateTime) - Date.parse(a.updateTime))
  return [...others.filter((draft) => isOver(draft, now)), ...own.slice(limits.draftsPerUser - 1)]
}

/** What can still be started is kept before what is a link only. */
const startedLast = (a: Draft, b: Draft): number =>
  Number(a.startedAs !== undefined) - Number(b.startedAs !== undefined)

const removal = ({ accountId, draftId }: Draft): DirectoryChange => ({
  collection: 'drafts',
  key: directoryKeys.draft(accountId, draftId),
  remove: true,
})

/** Long enough that nobody guesses one. */
const drawDraftId = ({ ports }: Call): string => `dr-${Buffer.from(ports.randomBytes(10)).toString('hex')}`
