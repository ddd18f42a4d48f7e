/** The registered revision that a caller means: by its location, or by the id that lists of ours give. */
import { refuse, type Revision, type RevisionLocation } from '@sluice/model'
import { directoryKeys, type Store } from '@sluice/store'
import { findApplication } from './find-application.ts'
import { locationText } from './find-artifact.ts'
import { revisionAt } from './revisions.ts'

export interface MeantRevision {
  applicationName: string
  revision?: RevisionLocation | undefined
  revisionId?: string | undefined
}

export async function findRevision(store: Store, accountId: string, meant: MeantRevision): Promise<Revision> {
  const { applicationName, revision: location, revisionId } = meant
  if (location === undefined && revisionId === undefined)
    refuse('RevisionRequiredException', 'revision is missing: give its location, or its revisionId.')
  await findApplication(store, accountId, applicationName)
  const found =
    location === undefined
      ? await store.get('revisions', directoryKeys.revision(accountId, applicationName, revisionId ?? ''))
      : await revisionAt(store, accountId, applicationName, location)
  if (found !== undefined) return found
  const name = location === undefined ? revisionId : locationText(location)
  refuse(
    'RevisionDoesNotExistException',
    `Application ${applicationName} has no revision ${name}: register it with registerApplicationRevision.`,
  )
}
