import { directoryKeys } from '@sluice/store'
import type { Handler } from '../../handler.ts'
import { changeDirectory } from '../../queries/change-directory.ts'
import { findApplication } from '../../queries/find-application.ts'
import { meantLocation } from '../../queries/meant-location.ts'
import { offeredRevision } from '../../queries/offered-revision.ts'
import { revisionRow } from '../../queries/revisions.ts'

/** Registering the same bytes again changes the description only. */
export const registerApplicationRevision: Handler<'registerApplicationRevision'> = async (input, call) => {
  const { applicationName, description } = input
  const { accountId } = call.actor
  const location = meantLocation(input, call.ports.settings.publicUrl)
  await findApplication(call.ports.store, accountId, applicationName)
  const offered = await offeredRevision(call, applicationName, location, 'InvalidRevisionException')
  const { revisionId } = offered
  return changeDirectory(call, `revision:${applicationName}/${offered.name}`, async (store) => {
    await findApplication(store, accountId, applicationName)
    const before = await store.get('revisions', directoryKeys.revision(accountId, applicationName, revisionId))
    const row = { ...(before ?? offered), ...(description !== undefined && { description }) }
    return { changes: [revisionRow(row)], answer: { revisionId } }
  })
}
