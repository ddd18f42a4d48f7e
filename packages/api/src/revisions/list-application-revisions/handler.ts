import type { Revision } from '@sluice/model'
import { directoryKeys } from '@sluice/store'
import type { Handler } from '../../handler.ts'
import { findApplication } from '../../queries/find-application.ts'
import { pageAfter } from '../../queries/pages.ts'
import { revisionUses } from '../../queries/revision-use.ts'

type SortField = 'registerTime' | 'firstUsedTime' | 'lastUsedTime'

export const listApplicationRevisions: Handler<'listApplicationRevisions'> = async (input, { actor, ports }) => {
  const { applicationName, nextToken, sortBy = 'registerTime', sortOrder = 'descending' } = input
  const { accountId } = actor
  await findApplication(ports.store, accountId, applicationName)
  const all = await ports.store.list('revisions', directoryKeys.revisions(accountId, applicationName))
  const sign = sortOrder === 'ascending' ? 1 : -1
  const compare = (a: string, b: string) => sign * (a < b ? -1 : a > b ? 1 : 0)
  const keyOf = (revision: Revision) => sortKey(revision, sortBy)
  const sorted = all.toSorted((a, b) => compare(keyOf(a), keyOf(b)))
  const page = pageAfter(sorted, nextToken, keyOf, { compare })
  const useOf = await revisionUses(ports.store, accountId, applicationName)
  return {
    revisions: page.rows.map((revision) => revision.location),
    revisionsInfo: page.rows.map((revision) => ({ ...revision, ...useOf(revision.sha256) })),
    ...(page.nextToken !== undefined && { nextToken: page.nextToken }),
  }
}

/** Two registered in the same millisecond keep their order; one never used sorts before all that were. */
const sortKey = (revision: Revision, field: SortField): string =>
  `${revision[field] ?? ''} ${revision.registerTime} ${revision.name} ${revision.revisionId}`
